using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>The details of a step besides its result: the wait, call or invocation with its number.</summary>
internal readonly record struct StepDetails(StepRecord? Wait, StepRecord? Call, StepRecord? Invocation)
{
    internal static StepDetails Of(IReadOnlyList<StepRecord> steps, int stepId) => new(
        Find(steps, StepKind.Wait, stepId), Find(steps, StepKind.Call, stepId), Find(steps, StepKind.Invocation, stepId));

    private static StepRecord? Find(IReadOnlyList<StepRecord> steps, StepKind kind, int stepId) =>
        steps.FirstOrDefault(step => step.Kind == kind && step.StepId == stepId);
}
