namespace BusQStash.Store.Instances.Postgres;

/// <summary>
/// Whether this process's way to the database is slow. Every step of a queue waits for several answers, so queues are given to workers with a good way as long as there
/// are any. Told by the round trips of its heartbeats, several in a row for either, so that one that is neither changes nothing.
/// </summary>
internal sealed class LinkSpeed
{
    private const int InARow = 5;

    // A queue's step takes about six of these.
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Good = TimeSpan.FromMilliseconds(100);
    private int _slow;
    private int _good;

    public bool IsSlow { get; private set; }

    /// <summary>So long the last answer took.</summary>
    public void Note(TimeSpan roundTrip)
    {
        _slow = roundTrip > Slow ? _slow + 1 : 0;
        _good = roundTrip < Good ? _good + 1 : 0;
        IsSlow = _slow >= InARow || (IsSlow && _good < InARow);
    }
}
