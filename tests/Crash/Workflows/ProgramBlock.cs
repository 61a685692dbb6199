namespace BusQStash.Crash.Workflows;

/// <summary>One step, or several that run in parallel.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="IsTight">Whether its steps wait for each other before they submit their results, so that these arrive at the same moment.</param>
internal sealed record ProgramBlock(IReadOnlyList<ProgramStep> Steps, bool IsTight = false)
{
    public bool IsParallel => Steps.Count > 1;
}
