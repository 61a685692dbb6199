using BusQStash.Crash.Sink;
using BusQStash.Crash.Traffic;
using BusQStash.Store.Messages;

namespace BusQStash.Crash.Checking;

/// <summary>I2 by the sink's clock: an attempt starts only while fewer earlier messages are unfinished than the queue's parallelism.</summary>
/// <remarks>
/// For every message the check takes the earliest moment at which it can have left its queue, so every finding is certain: the destination's answer to its last
/// attempt, and to its callbacks, because the next message waits for those.
/// </remarks>
internal sealed class OrderCheck : ICheck
{
    /// <summary>The ledger counts milliseconds of a wall clock that is occasionally adjusted.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMilliseconds(50);

    public IEnumerable<Finding> Find(RunRecord run) => run.Lanes.SelectMany(lane => FindInLane(run, lane));

    private static IEnumerable<Finding> FindInLane(RunRecord run, IGrouping<Lane, Story> lane)
    {
        var parallelism = new ParallelismHistory(run.Meddlings[lane.Key.Name], run.Stalls);
        var stories = lane.OrderBy(story => story.Message!.Seq).ToArray();
        var left = stories.Select(story => EarliestLeave(lane.Key, story)).ToArray();
        for (var index = 0; index < stories.Length; index++)
        {
            foreach (var attempt in stories[index].Attempts)
            {
                var before = Enumerable.Range(0, index).Where(earlier => left[earlier] > attempt.Start).ToArray();
                var allowed = parallelism.GreatestAt(attempt.Start);
                if (before.Length >= allowed)
                {
                    var text = $"attempt {attempt.Retried} of {stories[index]} from process {attempt.ProcessId} before {string.Join(", ", before.Select(earlier => stories[earlier]))}; parallelism {allowed}";
                    yield return new Finding(
                        allowed == 1 ? FindingKind.Inversion : FindingKind.WindowExceeded, attempt.Start, text, run.Faults.IsLate(attempt));
                }

                if (IsAfterItsEnd(stories[index].Message!, attempt))
                {
                    yield return new Finding(
                        FindingKind.Inversion,
                        attempt.Start,
                        $"attempt {attempt.Retried} of {stories[index]} from process {attempt.ProcessId} after its end",
                        run.Faults.IsLate(attempt));
                }
            }
        }
    }

    private static TimeSpan EarliestLeave(Lane lane, Story story)
    {
        var message = story.Message!;
        var end = message.FinishedAt - ClockTolerance ?? TimeSpan.MaxValue;
        if (message.State is MessageState.Delivered or MessageState.Failed && LastAnswer(story, message) is { } answer)
        {
            end = answer;
        }

        // Deleting a queue frees places regardless of messages in flight.
        return message.State == MessageState.Canceled || lane.Role == LaneRole.Deleted
            ? end
            : story.CallbackAttempts.Where(attempt => attempt.Succeeded).GroupBy(attempt => attempt.MessageId)
                .Select(same => same.Min(attempt => attempt.End)).Append(end).Max();
    }

    private static TimeSpan? LastAnswer(Story story, LedgerMessage message)
    {
        var last = story.Attempts.Where(attempt => attempt.Retried == message.Attempts - 1 && !attempt.Cut).ToArray();
        return last.Length == 0 ? null : last.Min(attempt => attempt.End);
    }

    private static bool IsAfterItsEnd(LedgerMessage message, SinkAttempt attempt) =>
        message.State is MessageState.Delivered or MessageState.Failed && attempt.Start > message.FinishedAt + ClockTolerance;
}
