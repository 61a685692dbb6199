using BusQStash.Crash.Runs;
using BusQStash.Crash.Traffic;

namespace BusQStash.Crash.Checking;

/// <summary>The possible parallelism of a queue at a time: both the old and the new one while a change is in progress and not yet visible.</summary>
internal sealed class ParallelismHistory
{
    private readonly IReadOnlyList<(TimeSpan From, TimeSpan Visible, int Value)> _changes;

    public ParallelismHistory(IEnumerable<Meddling> meddlings, IReadOnlyList<Stall> stalls)
    {
        var changes = meddlings.Where(meddling => meddling.Kind == MeddlingKind.Parallelism)
            .Select(meddling => (
                meddling.Sent,
                meddling.Answered is { } answered ? answered + Visibility.LimitFrom(answered, stalls) : TimeSpan.MaxValue,
                meddling.Parallelism));

        // A queue is created with 1.
        _changes = [(TimeSpan.MinValue, TimeSpan.MinValue, 1), .. changes];
    }

    /// <summary>The highest parallelism an attempt may use at that time.</summary>
    public int GreatestAt(TimeSpan time)
    {
        var greatest = 0;
        for (var index = _changes.Count - 1; index >= 0; index--)
        {
            var (from, visible, value) = _changes[index];
            if (from <= time)
            {
                greatest = Math.Max(greatest, value);
                if (visible < time)
                {
                    break;
                }
            }
        }

        return greatest;
    }
}
