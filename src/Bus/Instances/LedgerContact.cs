using BusQStash.Store.Instances;
using BusQStash.Store.Startup;

namespace BusQStash.Bus.Instances;

/// <inheritdoc cref="ILedgerContact" />
/// <remarks>
/// The heartbeat reports each answer. A process that was suspended finds a gap between two answers: it, too, has seen nothing of the others for a while. A file ledger
/// is always reachable, and no other process uses it.
/// </remarks>
public sealed class LedgerContact(StoreKind store, TimeProvider time) : ILedgerContact, IDisposable
{
    /// <summary>Longer between two answers than a heartbeat's period and its limit together.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(3.5);

    private readonly Lock _lock = new();
    private long? _since;
    private long _answeredAt;
    private long? _seenAt;
    private bool _hasAnswered;
    private CancellationTokenSource _lost = new();

    /// <summary>Whether the ledger is a file, which is always there.</summary>
    public bool IsFile => store == StoreKind.Sqlite;

    /// <inheritdoc />
    public TimeSpan Unbroken
    {
        get
        {
            lock (_lock)
            {
                return IsFile ? TimeSpan.MaxValue
                    : _since is { } since && time.GetElapsedTime(_answeredAt) <= LongestGap ? time.GetElapsedTime(since)
                    : TimeSpan.Zero;
            }
        }
    }

    /// <inheritdoc />
    public TimeSpan SinceAnswer
    {
        get
        {
            lock (_lock)
            {
                return !IsFile && _seenAt is { } at ? time.GetElapsedTime(at) : TimeSpan.Zero;
            }
        }
    }

    /// <inheritdoc />
    public CancellationToken Lost
    {
        get
        {
            lock (_lock)
            {
                return IsFile ? CancellationToken.None : _lost.Token;
            }
        }
    }

    /// <summary>From the heartbeat that is sent now on, others watch the connections of this process.</summary>
    public void BeginWatch()
    {
        lock (_lock)
        {
            _seenAt ??= time.GetTimestamp();
        }
    }

    /// <summary>The ledger has answered.</summary>
    /// <param name="took">Time since it was asked.</param>
    public void Answered(TimeSpan took = default)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (_since is null || time.GetElapsedTime(_answeredAt, now) > LongestGap)
            {
                _since = now;
            }

            _answeredAt = now;
            _hasAnswered = true;
            _seenAt = _seenAt is null ? null : now - (long)(took.TotalSeconds * time.TimestampFrequency);
            _lost = _lost.IsCancellationRequested ? new CancellationTokenSource() : _lost;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _lost.Dispose();

    /// <summary>It has not.</summary>
    public void Failed()
    {
        CancellationTokenSource? lost;
        lock (_lock)
        {
            _since = null;
            lost = _hasAnswered && time.GetElapsedTime(_answeredAt) > LongestGap ? _lost : null;
        }

        // Outside the lock: what is registered runs here.
        lost?.Cancel();
    }
}
