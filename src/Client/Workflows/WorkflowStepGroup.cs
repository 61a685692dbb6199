namespace BusQStash.Client.Workflows;

/// <summary>Steps that belong together in the log of a run.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Type">How they belong together.</param>
public sealed record WorkflowStepGroup(IReadOnlyList<WorkflowStep> Steps, WorkflowStepGroupType Type);
