namespace BusQStash.Crash.Workflows;

/// <summary>One step, or several that run beside each other.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="IsTight">Its steps wait for each other before they submit their results, so that these come at the same moment.</param>
internal sealed record ProgramBlock(IReadOnlyList<ProgramStep> Steps, bool IsTight = false)
{
    public bool IsParallel => Steps.Count > 1;
}
