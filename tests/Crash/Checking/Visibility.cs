using BusQStash.Crash.Runs;

namespace BusQStash.Crash.Checking;

/// <summary>When a change must be visible to the worker of a queue.</summary>
internal static class Visibility
{
    /// <summary>About a second is promised; half a second more covers a request on its way.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    /// <summary>The same for a change that was answered at that time, on a machine that stalled in the meantime.</summary>
    public static TimeSpan LimitFrom(TimeSpan answered, IReadOnlyList<Stall> stalls) => Limit + TimeSpan.FromTicks(stalls
        .Where(stall => stall.At >= answered && stall.At - stall.Length < answered + Limit)
        .Sum(stall => stall.Length.Ticks));
}
