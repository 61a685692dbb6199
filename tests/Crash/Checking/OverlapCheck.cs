using BusQStash.Crash.Sink;
using BusQStash.Crash.Traffic;

namespace BusQStash.Crash.Checking;

/// <summary>I3 as a destination sees it: in a queue whose parallelism is 1 all the time, no two attempts are in progress together.</summary>
internal sealed class OverlapCheck : ICheck
{
    public IEnumerable<Finding> Find(RunRecord run) =>
        run.Lanes.Where(lane => lane.Key.Role != LaneRole.Parallel).SelectMany(lane => FindInLane(run, lane));

    private static IEnumerable<Finding> FindInLane(RunRecord run, IGrouping<Lane, Story> lane)
    {
        SinkAttempt? longest = null;
        foreach (var attempt in lane.SelectMany(story => story.Attempts).OrderBy(attempt => attempt.Start))
        {
            if (longest is not null && longest.End > attempt.Start)
            {
                yield return new Finding(
                    FindingKind.Overlap,
                    attempt.Start,
                    $"attempt {attempt.Retried} of {attempt.MessageId} from process {attempt.ProcessId} while attempt {longest.Retried} of {longest.MessageId} from process {longest.ProcessId} was in progress for {(longest.End - attempt.Start).TotalMilliseconds:0} ms more, in {lane.Key.Name}",
                    run.Faults.IsLate(attempt) || run.Faults.StoodStill(longest));
            }

            longest = longest is null || attempt.End > longest.End ? attempt : longest;
        }
    }
}
