using BusQStash.Store.Queues;

namespace BusQStash.Worker.Queues;

/// <summary>
/// A lease as its owner measures it: from before the request, less a margin, on a monotonic clock, and only while other workers see the owner. When it has expired,
/// the owner starts nothing and its attempts in flight are aborted, so that its successor's attempts do not overlap them.
/// </summary>
internal sealed class LaneLease : IDisposable
{
    private readonly TimeProvider _time;
    private readonly OwnConnections _own;
    private readonly CancellationTokenSource _over = new();
    private volatile LaneSnapshot _known;
    private long _validUntil;
    private int _lost;

    public LaneLease(TimeProvider time, OwnConnections own, LaneSnapshot known, TimeSpan length)
    {
        _time = time;
        _own = own;
        Lane = known.Status.Lane;
        _known = known;
        Extend(known.AskedAt, length);
    }

    public LaneEpoch Lane { get; }

    /// <summary>Fires when the lease is over.</summary>
    public CancellationToken Over => _over.Token;

    public bool IsValid => Volatile.Read(ref _lost) == 0 && _time.GetTimestamp() < Volatile.Read(ref _validUntil) && _own.AreSeen;

    public void Extend(long askedAt, TimeSpan length) =>
        Volatile.Write(ref _validUntil, askedAt + (long)(length.TotalSeconds * _time.TimestampFrequency));

    /// <summary>The owner asked the ledger for the lane's status.</summary>
    public void See(LaneSnapshot known) => _known = known;

    /// <summary>Whether an attempt that was decided on knowing <paramref name="then"/> may still start: the lease is valid, and the status known now is recent and allows it.</summary>
    public bool MayStart(long seq, LaneStatus then)
    {
        var known = _known;
        return IsValid
            && !known.IsOutdated(LaneTime.Of(_time))
            && !known.Status.Paused
            && known.Status.Parallelism >= then.Parallelism
            && (known.Status.CanceledThrough == then.CanceledThrough || known.Status.CanceledThrough < seq);
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
}
