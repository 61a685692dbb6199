namespace BusQStash.Store.Workflows;

/// <summary>The numbers of <see cref="StepKind"/> as statements need them, and the sets of kinds that rules speak of; a test holds them to the enumeration.</summary>
internal static class StepKindSql
{
    public const string Entry = "0";
    public const string Call = "1";
    public const string Wait = "2";
    public const string Invocation = "3";
    public const string Answer = "4";
    public const string Failure = "5";

    /// <summary>The entry a run was started with, of a <c>workflow_step</c> whose run and kind are given.</summary>
    public const string IsFirst = $"kind = {Entry} and position = 0";
}
