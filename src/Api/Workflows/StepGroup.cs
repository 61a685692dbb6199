namespace BusQStash.Api.Workflows;

/// <summary>Steps that belong together in the log of a run (wire contract 24.12).</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Type"><c>sequential</c>, <c>parallel</c> or <c>next</c>.</param>
internal sealed record StepGroup(IReadOnlyList<StepResource> Steps, string Type)
{
    internal static StepGroup Sequential(StepResource step) => new([step], "sequential");

    internal static StepGroup Next(StepResource step) => new([step], "next");
}
