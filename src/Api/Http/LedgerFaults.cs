using System.Data.Common;

namespace BusQStash.Api.Http;

/// <summary>Tells a ledger that cannot be reached from a mistake of ours: the first one passes, and asking again helps.</summary>
internal static class LedgerFaults
{
    /// <summary>Database, its connection or its patience. A canceled wait that no client canceled is the process stopping.</summary>
    internal static bool Is(Exception error) =>
        error is DbException or TimeoutException or IOException or OperationCanceledException or ObjectDisposedException
        || (error.InnerException is { } inner && Is(inner));

    /// <summary>Text PostgreSQL has no place for: one with a NUL in it. Nothing of that name can be in the ledger.</summary>
    internal static bool IsOfText(Exception error) =>
        error is DbException { SqlState: "22021" or "22P05" } || (error.InnerException is { } inner && IsOfText(inner));

    /// <summary>A statement that took longer than those who look may take: PostgreSQL cancels it, SQLite is interrupted.</summary>
    internal static bool IsCutOff(Exception error) =>
        error is DbException { SqlState: "57014" } or Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_INTERRUPT }
        || (error.InnerException is { } inner && IsCutOff(inner));
}
