using BusQStash.Crash.Runs;
using BusQStash.Crash.Traffic;

namespace BusQStash.Crash.Checking;

/// <summary>The parallelism a queue may have had at a time: while a change is under way, and until it is visible, the old one and the new one.</summary>
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

        // A queue is made with 1.
        _changes = [(TimeSpan.MinValue, TimeSpan.MinValue, 1), .. changes];
    }

    /// <summary>The greatest parallelism an attempt may go by.</summary>
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
