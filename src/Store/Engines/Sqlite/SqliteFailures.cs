using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BusQStash.Store.Engines.Sqlite;

/// <summary>Explains to the operator why the ledger's file cannot be used and what to do.</summary>
internal static class SqliteFailures
{
    // Error codes for a file that another process has locked: flock(2) on Linux and on macOS, and Windows.
    private static readonly int[] Locked = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <summary>One or two sentences; <see langword="null"/> for an error that does not come from the file.</summary>
    public static string? Explain(Exception error, SqliteSettings settings) => error switch
    {
        IOException when Array.IndexOf(Locked, error.HResult) >= 0 =>
            $"The ledger {settings.DatabasePath} is in use. Only one process may use an SQLite ledger; set ConnectionStrings__Postgres to run several.",
        IOException or UnauthorizedAccessException => Unusable(settings, error.Message.TrimEnd('.')),
        SqliteException { SqliteErrorCode: raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT } =>
            $"The file {settings.DatabasePath} is no ledger, or is damaged ({Words(error)}). Put a backup in its place, or set BusQStash__DataDirectory to another folder.",
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } =>
            $"There is no room left for the ledger {settings.DatabasePath} ({Words(error)}). Make room on its disk, or set BusQStash__DataDirectory to a folder on another.",
        SqliteException { SqliteErrorCode: raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_IOERR or raw.SQLITE_PERM } =>
            Unusable(settings, Words(error)),
        _ => null,
    };

    private static string Unusable(SqliteSettings settings, string why) =>
        $"The ledger cannot be kept in {Path.GetDirectoryName(settings.DatabasePath)}: {why}. Let {User} write there (in a container: mount a volume), "
        + "or set BusQStash__DataDirectory to another folder.";

    // A container may run under a user id without a name.
    private static string User => Environment.UserName is { Length: > 0 } name ? $"user {name}" : "the user of this process";

    private static string Words(Exception error) => error.Message.TrimEnd('.');
}
