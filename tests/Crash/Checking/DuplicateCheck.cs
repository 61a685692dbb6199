namespace BusQStash.Crash.Checking;

/// <summary>An attempt is made twice only where a process died, was suspended or was unreachable.</summary>
internal sealed class DuplicateCheck : ICheck
{
    public IEnumerable<Finding> Find(RunRecord run) => Duplicates.In(run)
        .Where(duplicate => duplicate.Cause is DuplicateCause.Unknown or DuplicateCause.Restarted)
        .Select(duplicate => new Finding(
            FindingKind.UnexplainedDuplicate,
            duplicate.Again.Start,
            $"{duplicate.Cause}: {duplicate.First.ToLine()} and again {duplicate.Again.ToLine()}"));
}
