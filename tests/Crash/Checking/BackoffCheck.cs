using BusQStash.Crash.Sink;

namespace BusQStash.Crash.Checking;

/// <summary>No attempt comes before the message's delay, or the backoff after the previous attempt, is over.</summary>
internal sealed class BackoffCheck : ICheck
{
    /// <summary>Times in the ledger are whole milliseconds of a wall clock that is occasionally adjusted.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(20);

    public IEnumerable<Finding> Find(RunRecord run) => run.Stories.SelectMany(story => story.Attempts
        .Where(attempt => attempt.Start < Earliest(story, attempt) - Tolerance)
        .Select(attempt => new Finding(
            FindingKind.TooEarly,
            attempt.Start,
            $"attempt {attempt.Retried} of {story} came {(Earliest(story, attempt) - attempt.Start).TotalMilliseconds:0} ms too early")));

    private static TimeSpan Earliest(Story story, SinkAttempt attempt)
    {
        if (attempt.Retried == 0)
        {
            return story.Publication.Sent + story.Publication.Plan.Delay;
        }

        // When an attempt was made twice, either may be the one that counted. One that was cut, or answered
        // close to its timeout, may have ended for its worker before it did here.
        var before = story.Attempts.Where(earlier => earlier.Retried == attempt.Retried - 1)
            .Select(earlier => earlier.Cut || MayHaveTimedOut(story, earlier) ? earlier.Start : earlier.End)
            .ToArray();
        return before.Length == 0 ? attempt.Start : before.Min() + story.Publication.Plan.RetryDelay;
    }

    private static bool MayHaveTimedOut(Story story, SinkAttempt attempt) =>
        attempt.End - attempt.Start > story.Publication.Plan.Timeout - TimeSpan.FromSeconds(1);
}
