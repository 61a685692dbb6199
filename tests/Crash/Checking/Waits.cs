using BusQStash.Crash.Faults;
using BusQStash.Crash.Traffic;

namespace BusQStash.Crash.Checking;

/// <summary>How long queues with work stood still while something was broken.</summary>
internal static class Waits
{
    /// <summary>The longest wait of any queue at each fault of a kind, in ascending order. Other faults may have been in progress too.</summary>
    public static IReadOnlyList<TimeSpan> During(RunRecord run, FaultKind kind)
    {
        var waits = run.Lanes.Where(lane => lane.Key.Role == LaneRole.Plain).SelectMany(Of).ToArray();
        return
        [
            .. run.Faults.All
                .Where(fault => fault.Kind == kind)
                .Select(fault => waits.Where(wait => fault.Meets(wait.From, wait.To)).Select(wait => wait.To - wait.From).DefaultIfEmpty().Max())
                .Order(),
        ];
    }

    // A wait begins when a message may start: it was accepted, its delay is over, and the message before it, with its callbacks, has ended.
    private static IEnumerable<(TimeSpan From, TimeSpan To)> Of(IEnumerable<Story> lane)
    {
        var free = TimeSpan.Zero;
        foreach (var story in lane.Where(story => story.Attempts.Count > 0).OrderBy(story => story.Message!.Seq))
        {
            var ready = Max(free, (story.Publication.Answered ?? story.Publication.Sent) + story.Publication.Plan.Delay);
            foreach (var attempt in story.Attempts)
            {
                if (attempt.Start > ready)
                {
                    yield return (ready, attempt.Start);
                }

                ready = Max(ready, attempt.End + (attempt.Succeeded || attempt.Cut ? TimeSpan.Zero : story.Publication.Plan.RetryDelay));
            }

            free = story.Attempts.Concat(story.CallbackAttempts).Max(attempt => attempt.End);
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
