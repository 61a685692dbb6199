using System.Data.Common;

namespace BusQStash.Api.Http;

/// <summary>Distinguishes an unreachable ledger, which is transient and worth a retry, from a bug of this server.</summary>
internal static class LedgerFaults
{
    /// <summary>A fault of the database, of its connection, or a timeout. A canceled wait that no client canceled means the process is stopping.</summary>
    internal static bool Is(Exception error) =>
        error is DbException or TimeoutException or IOException or OperationCanceledException or ObjectDisposedException
        || (error.InnerException is { } inner && Is(inner));

    /// <summary>PostgreSQL cannot store text with a NUL character, so the ledger cannot hold anything of that name.</summary>
    internal static bool IsOfText(Exception error) =>
        error is DbException { SqlState: "22021" or "22P05" } || (error.InnerException is { } inner && IsOfText(inner));

    /// <summary>A query that exceeded the time limit of read views: PostgreSQL cancels it, SQLite is interrupted.</summary>
    internal static bool IsCutOff(Exception error) =>
        error is DbException { SqlState: "57014" } or Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_INTERRUPT }
        || (error.InnerException is { } inner && IsCutOff(inner));
}
