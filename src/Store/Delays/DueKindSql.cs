namespace BusQStash.Store.Delays;

/// <summary>Kinds of due rows for SQL statements; a test compares them with <see cref="DueRow"/>.</summary>
internal static class DueKindSql
{
    public const string Message = "0";
    public const string Lane = "1";
    public const string Bus = "2";
    public const string Waiter = "3";
}
