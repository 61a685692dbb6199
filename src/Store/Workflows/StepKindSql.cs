namespace BusQStash.Store.Workflows;

/// <summary>Numbers of <see cref="StepKind"/> for SQL statements, and the sets of kinds that rules refer to; a test compares them with the enumeration.</summary>
internal static class StepKindSql
{
    public const string Entry = "0";
    public const string Call = "1";
    public const string Wait = "2";
    public const string Invocation = "3";
    public const string Answer = "4";
    public const string Failure = "5";
    public const string Handshake = "6";

    /// <summary>The first entry of a run, as a condition over <c>workflow_step</c> rows whose run and kind are given.</summary>
    public const string IsFirst = $"kind = {Entry} and position = 0";
}
