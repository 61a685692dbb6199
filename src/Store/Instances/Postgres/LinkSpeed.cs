namespace BusQStash.Store.Instances.Postgres;

/// <summary>
/// Detects a slow link to the database. Every step of a queue waits for several round trips, so queues are assigned to workers with a fast link as long as any exists. The state
/// changes only after several slow or several fast heartbeat round trips in a row (hysteresis).
/// </summary>
internal sealed class LinkSpeed
{
    // Five seconds of heartbeats.
    private const int InARow = 10;

    // A queue's step takes about six round trips.
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Good = TimeSpan.FromMilliseconds(100);
    private int _slow;
    private int _good;

    public bool IsSlow { get; private set; }

    /// <summary>Records the round-trip time of a heartbeat.</summary>
    public void Note(TimeSpan roundTrip)
    {
        _slow = roundTrip > Slow ? _slow + 1 : 0;
        _good = roundTrip < Good ? _good + 1 : 0;
        IsSlow = _slow >= InARow || (IsSlow && _good < InARow);
    }
}
