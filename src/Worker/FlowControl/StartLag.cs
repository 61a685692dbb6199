using BusQStash.Store.FlowControl;

namespace BusQStash.Worker.FlowControl;

/// <summary>
/// Checks whether granted attempts start in time, and measures this process's present delay. A busy machine would otherwise miss the start of every window and make no
/// progress: a late process allows itself more delay, and windows are spaced by that much more.
/// </summary>
internal sealed class StartLag(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private readonly Lock _lock = new();
    private TimeSpan _current;

    public TimeSpan Current
    {
        get
        {
            lock (_lock)
            {
                return _current;
            }
        }
    }

    /// <summary>Whether it is too late to use a grant requested at that time.</summary>
    public bool IsLate(FlowGrant grant, long askedAt)
    {
        var elapsed = time.GetElapsedTime(askedAt);
        var late = elapsed > grant.StartWithin;
        if (grant is { Opens: true, StartWithin: { } within })
        {
            lock (_lock)
            {
                // Up at once; down half the way to twice what this start took beyond the margin. Below a millisecond it is nothing.
                var needed = (elapsed * 2) - (within - _current);
                var next = late ? elapsed * 2 : (_current + (needed > TimeSpan.Zero ? needed : TimeSpan.Zero)) / 2;
                _current = next > Longest ? Longest : next < TimeSpan.FromMilliseconds(1) ? TimeSpan.Zero : next;
            }
        }

        return late;
    }
}
