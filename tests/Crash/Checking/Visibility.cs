namespace BusQStash.Crash.Checking;

/// <summary>When a change must be seen by whoever works a queue.</summary>
internal static class Visibility
{
    /// <summary>About a second is promised; half of one more for a request that is on its way on a busy machine.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);
}
