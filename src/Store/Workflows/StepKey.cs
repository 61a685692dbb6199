namespace BusQStash.Store.Workflows;

/// <summary>Identifies a step of a run; each step is stored once.</summary>
internal readonly record struct StepKey(long RunKey, StepKind Kind, int StepId, int TargetStep)
{
    public static StepKey Of(HeldRun run, StepKind kind, StepFacts facts) => new(run.RunKey, kind, facts.StepId, facts.TargetStep);
}
