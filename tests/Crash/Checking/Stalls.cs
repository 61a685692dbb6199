using BusQStash.Crash.Faults;
using BusQStash.Crash.Traffic;

namespace BusQStash.Crash.Checking;

/// <summary>How long busy queues stood still when their worker was killed.</summary>
internal static class Stalls
{
    /// <summary>One entry for each queue with an attempt in flight at each kill; those with another fault in the meantime only on request.</summary>
    public static IReadOnlyList<TimeSpan> After(RunRecord run, bool alone) =>
    [
        .. run.Faults.All
            .Where(fault => fault.Kind == FaultKind.WorkerKill)
            .SelectMany(kill => run.Lanes.Where(lane => lane.Key.Role == LaneRole.Plain).Select(lane => Next(kill, lane)), (kill, next) => (kill, next))
            .Where(pair => pair.next is { } next && (!alone || IsAlone(run, pair.kill, next)))
            .Select(pair => pair.next!.Value - pair.kill.From)
            .Order(),
    ];

    private static TimeSpan? Next(Fault kill, IEnumerable<Story> lane)
    {
        var attempts = lane.SelectMany(story => story.Attempts).ToArray();
        return attempts.Any(attempt => attempt.ProcessId == kill.ProcessId && attempt.Cut && attempt.Start < kill.From && attempt.End > kill.From)
            ? attempts.Where(attempt => attempt.Start > kill.From).Select(attempt => (TimeSpan?)attempt.Start).Min()
            : null;
    }

    private static bool IsAlone(RunRecord run, Fault kill, TimeSpan until) =>
        !run.Faults.All.Any(fault => fault != kill && fault.Kind is not (FaultKind.ApiKill or FaultKind.ApiFreeze or FaultKind.ApiRestart) && fault.Meets(kill.From, until));
}
