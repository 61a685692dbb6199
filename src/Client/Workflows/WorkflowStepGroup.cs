namespace BusQStash.Client.Workflows;

/// <summary>A group of steps in the log of a run.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Type">How the steps relate.</param>
public sealed record WorkflowStepGroup(IReadOnlyList<WorkflowStep> Steps, WorkflowStepGroupType Type);
