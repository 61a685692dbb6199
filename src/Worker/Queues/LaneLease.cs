using BusQStash.Store.Queues;

namespace BusQStash.Worker.Queues;

/// <summary>
/// A lease as its owner measures it: from before the request, less a margin, on a monotonic clock. When it has expired, the owner starts nothing
/// and its attempts in flight are aborted, so that its successor's attempts do not overlap them.
/// </summary>
internal sealed class LaneLease : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _over = new();
    private volatile News _news;
    private long _validUntil;
    private int _lost;

    public LaneLease(TimeProvider time, LaneStatus status, long askedAt, TimeSpan length)
    {
        _time = time;
        Lane = status.Lane;
        _news = new News(status, askedAt);
        Extend(askedAt, length);
    }

    public LaneEpoch Lane { get; }

    /// <summary>Fires when the lease is over.</summary>
    public CancellationToken Over => _over.Token;

    public bool IsValid => Volatile.Read(ref _lost) == 0 && _time.GetTimestamp() < Volatile.Read(ref _validUntil);

    public void Extend(long askedAt, TimeSpan length) =>
        Volatile.Write(ref _validUntil, askedAt + (long)(length.TotalSeconds * _time.TimestampFrequency));

    /// <summary>The owner received the lane's status, from a read that began at <paramref name="askedAt"/>.</summary>
    public void See(LaneStatus status, long askedAt) => _news = new News(status, askedAt);

    /// <summary>
    /// Whether an attempt that was decided on knowing <paramref name="known"/> may still start: the lease is valid, and a status no older than
    /// <paramref name="newsLimit"/> allows it.
    /// </summary>
    public bool MayStart(long seq, LaneStatus known, TimeSpan newsLimit)
    {
        var (status, askedAt) = _news;
        return IsValid
            && _time.GetElapsedTime(askedAt) <= newsLimit
            && !status.Paused
            && status.Parallelism >= known.Parallelism
            && (status.CanceledThrough == known.CanceledThrough || status.CanceledThrough < seq);
    }

    /// <summary>Cuts off what runs under the lease if it is over; true when it is.</summary>
    public bool EndIfOver()
    {
        if (IsValid)
        {
            return false;
        }

        End();
        return true;
    }

    public void End()
    {
        if (Interlocked.Exchange(ref _lost, 1) == 0)
        {
            _over.Cancel();
        }
    }

    public void Dispose() => _over.Dispose();

    private sealed record News(LaneStatus Status, long AskedAt);
}
