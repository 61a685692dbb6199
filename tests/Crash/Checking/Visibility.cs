using BusQStash.Crash.Runs;

namespace BusQStash.Crash.Checking;

/// <summary>When a change must be seen by whoever works a queue.</summary>
internal static class Visibility
{
    /// <summary>About a second is promised; half of one more for a request that is on its way.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    /// <summary>The same for a change that was answered at that time, on a machine that kept everybody waiting meanwhile.</summary>
    public static TimeSpan LimitFrom(TimeSpan answered, IReadOnlyList<Stall> stalls) => Limit + TimeSpan.FromTicks(stalls
        .Where(stall => stall.At >= answered && stall.At - stall.Length < answered + Limit)
        .Sum(stall => stall.Length.Ticks));
}
