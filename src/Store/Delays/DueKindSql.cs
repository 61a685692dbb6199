namespace BusQStash.Store.Delays;

/// <summary>The kinds of due rows as statements need them; a test holds them to <see cref="DueRow"/>.</summary>
internal static class DueKindSql
{
    public const string Message = "0";
    public const string Lane = "1";
    public const string Bus = "2";
    public const string Waiter = "3";
}
