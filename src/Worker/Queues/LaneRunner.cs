using System.Threading.Channels;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Worker.Delivery;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Queues;

/// <summary>
/// Works one lane: whatever brings a turn, it attempts the lane's lowest unfinished messages, as many as the queue's parallelism, under a lease.
/// Everything that happens comes in through one mailbox and is worked off by one loop, so nothing here is locked.
/// </summary>
/// <remarks>
/// Dying on any line is harmless: results are in the ledger or the attempt is made again; unacknowledged commands go to the next worker, which waits
/// until the lease is over. A command that comes twice finds its message finished and is acknowledged.
/// </remarks>
internal sealed partial class LaneRunner
{
    // Further messages are read from the ledger when their turn comes near: memory stays bounded whatever the backlog.
    private const int MaxKnown = 1_000;
    private const int MaxAtHand = 64;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReleaseAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);
    private readonly Channel<LaneInput> _inputs = Channel.CreateUnbounded<LaneInput>(new UnboundedChannelOptions { SingleReader = true });
    private readonly LaneWindow _window = new();
    private readonly LaneTurns _turns;
    private readonly Dictionary<string, LaneEntry> _inFlight = new(StringComparer.Ordinal);
    private readonly LaneServices _services;
    private readonly LaneReader _reader;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LaneLease? _lease;
    private LaneStatus? _status;
    private bool _needsRead;
    private long _awaitedLook;
    private long _look;
    private long _lookedAt;
    private bool _wanted;
    private long _wantedSince;
    private bool _handOver;
    private DateTimeOffset _parkedUntil;
    private long _restingSince;
    private DateTimeOffset _notBefore;

    public LaneRunner(string queueName, int? shard, LaneServices services)
    {
        QueueName = queueName;
        Shard = shard;
        _services = services;
        _logger = services.Logger;
        _reader = new LaneReader(queueName, services);
        _turns = new LaneTurns(services.Time);
        LastUsed = services.Time.GetTimestamp();
        _ = Task.Run(LoopAsync);
    }

    public string QueueName { get; }

    public int? Shard { get; }

    /// <summary>Completes when the lane was handed over: nothing is in flight and the lease is given up.</summary>
    public Task Ended => _ended.Task;

    /// <summary>When something last happened here, on the monotonic clock.</summary>
    public long LastUsed { get; private set; }

    /// <summary>Nothing is held, waited for or in flight. Read from outside, so only a hint.</summary>
    public bool IsIdle { get; private set; }

    /// <summary>Ends attempts in flight: they will be made again.</summary>
    public void CutOff() => _lease?.End();

    /// <summary>False when the lane has ended: its successor, or the ledger, looks after whatever this was about.</summary>
    public bool Post(LaneInput input) => _inputs.Writer.TryWrite(input);

    // A lane in a shard holds nothing back: its commands would keep those of other lanes waiting. The ledger has the messages.
    private TimeSpan HoldLimit => Shard is null ? _services.Options.HoldLimit : TimeSpan.Zero;

    private DateTimeOffset Now => _services.Time.GetUtcNow();

    private int Size => Math.Max(0, (_status?.Parallelism ?? 1) - Ghosts);

    // Attempts of messages that were canceled meanwhile: they hold their place in the window until they end.
    private int Ghosts => _inFlight.Values.Count(entry => !ReferenceEquals(_window.Find(entry.Seq), entry));

    private async Task LoopAsync()
    {
        var timer = Timeout.InfiniteTimeSpan;
        while (!_ended.Task.IsCompleted)
        {
            await WaitAsync(timer);
            try
            {
                while (_inputs.Reader.TryRead(out var input))
                {
                    Apply(input);
                }

                timer = await StepAsync();
            }
            catch (Exception exception)
            {
                // The ledger is away, most likely: nothing is started meanwhile, and what is known is read again.
                _needsRead = true;
                Log.StepFailed(_logger, QueueName, exception.Message);
                timer = RetryPause;
            }
        }

        // Whatever came in after the end: its message is in the ledger, and another worker will find it.
        _inputs.Writer.TryComplete();
        while (_inputs.Reader.TryRead(out var late))
        {
            (late as LaneInput.Turn)?.Handle.Complete();
            if (late is LaneInput.Granted granted)
            {
                _services.Leases.Release(this, granted.Lease);
            }
        }
    }

    private async Task WaitAsync(TimeSpan timer)
    {
        if (timer == Timeout.InfiniteTimeSpan)
        {
            await _inputs.Reader.WaitToReadAsync();
            return;
        }

        using var limit = new CancellationTokenSource(timer);
        try
        {
            await _inputs.Reader.WaitToReadAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // The time the lane waited for has come.
        }
    }

    private void Apply(LaneInput input)
    {
        if (input is LaneInput.Turn or LaneInput.Poke or LaneInput.Ended)
        {
            LastUsed = _services.Time.GetTimestamp();
        }

        switch (input)
        {
            case LaneInput.Turn turn:
                Take(turn.Handle);
                break;
            case LaneInput.Poke:
                _parkedUntil = default;
                _needsRead = true;
                _wanted = true;
                _awaitedLook = _services.Leases.LookSoon();
                break;
            case LaneInput.Granted granted:
                Hold(granted);
                break;
            case LaneInput.Seen seen:
                See(seen);
                break;
            case LaneInput.Lost lost when ReferenceEquals(lost.Lease, _lease):
                Lose();
                break;
            case LaneInput.Ended ended:
                End(ended);
                break;
            case LaneInput.HandOver handOver:
                _handOver |= !handOver.IfIdle || (_lease is null && !_wanted && _turns.IsEmpty && _inFlight.Count == 0);
                break;
        }
    }

    private void Take(LaneTurnHandle turn)
    {
        if (_lease is null && _parkedUntil > Now)
        {
            // The window is full of messages that wait; this one will be read from the ledger when its time comes.
            turn.Complete();
            return;
        }

        _wanted = true;
        var message = turn.Message;
        if (_window.Find(message.Seq) is { } known)
        {
            if (known.MessageId == message.Id)
            {
                known.Content ??= turn.BodyInLedger ? null : message;
            }

            _turns.Add(turn);
            return;
        }

        if (message.Seq <= _window.KnownThrough)
        {
            // Finished, or of a queue of the same name that was deleted.
            turn.Complete();
            return;
        }

        _turns.Add(turn);
        if (_lease is null)
        {
            // Taking the lease reads the ledger.
            return;
        }

        if (turn.Signal > _status!.Signal && _awaitedLook <= _look)
        {
            // The queue was changed before the message was accepted (paused, say), and the lane has not seen it yet.
            _awaitedLook = _services.Leases.LookSoon();
        }

        // A message up to the mark may be canceled: it is looked up. So is one that does not follow directly on what is known.
        if (message.Seq <= _status.CanceledThrough || _window.Count >= MaxKnown || !_window.TryAppend(message))
        {
            _window.ExpectMore();
        }
        else if (_window.Count > MaxAtHand || turn.BodyInLedger)
        {
            _window.Find(message.Seq)!.Content = null;
        }
    }

    private void Hold(LaneInput.Granted granted)
    {
        _lease?.End();
        _lease = granted.Lease;
        _status = granted.Status;
        _window.StepsAside = _status.StepsAside;
        _look = granted.Look;
        _lookedAt = granted.AskedAt;
        _parkedUntil = default;
        _wantedSince = 0;
        _needsRead = true;

        // Attempts under an earlier lease were cut off; each still says itself when it has ended, and holds its place until then.
        _window.Clear();
    }

    private void See(LaneInput.Seen seen)
    {
        if (_lease is null || seen.Status.Lane != _lease.Lane)
        {
            return;
        }

        _needsRead |= seen.Status.Signal != _status?.Signal;
        _status = seen.Status;
        _window.StepsAside = _status.StepsAside;
        _look = seen.Look;
        _lookedAt = seen.AskedAt;
    }

    private void Lose()
    {
        _lease?.End();
        _lease = null;
        _window.Clear();
        _wanted = true;
        Log.Lost(_logger, QueueName);
    }

    private void End(LaneInput.Ended ended)
    {
        var entry = ended.Entry;
        _inFlight.Remove(entry.MessageId);
        entry.InFlight = false;
        if (ended.Outcome is { Status: SettleStatus.Fenced })
        {
            // An attempt that ends late under an earlier epoch says nothing about the lease that is held now.
            if (ended.Settlement?.Lane == _lease?.Lane)
            {
                Lose();
            }

            _needsRead = true;
            return;
        }

        if (ended.Settlement is not { } settlement || ended.Outcome is not { Status: SettleStatus.Settled } outcome)
        {
            // Cut off, canceled meanwhile, or another's lane: the ledger knows how things stand.
            _needsRead = true;
            _notBefore = ended.Settlement is null ? Now + RetryPause : default;
            return;
        }

        entry.Attempts = settlement.Attempt + 1;
        entry.State = settlement.NextState;
        entry.NotBefore = settlement.NextAttemptAt ?? entry.NotBefore;
        if (outcome.LaneDone)
        {
            _window.Remove(entry);
        }
    }

    private async Task<TimeSpan> StepAsync()
    {
        IsIdle = false;
        if (_lease is null)
        {
            return Leaseless();
        }

        if (!_lease.IsValid)
        {
            Lose();
            return Leaseless();
        }

        if (_handOver)
        {
            return _inFlight.Count > 0 ? Timeout.InfiniteTimeSpan : Leave();
        }

        await ReadAsync();
        _turns.Resolve(_window, HoldLimit);
        await StartAsync();
        return await RestAsync();
    }

    private TimeSpan Leaseless()
    {
        if (_handOver && _inFlight.Count == 0)
        {
            return Leave();
        }

        if (_wanted && !_handOver)
        {
            return Want();
        }

        IsIdle = _inFlight.Count == 0 && _turns.IsEmpty;
        return Timeout.InfiniteTimeSpan;
    }

    private TimeSpan Want()
    {
        var now = _services.Time.GetTimestamp();
        _wantedSince = _wantedSince == 0 ? now : _wantedSince;
        _turns.CompleteOlderThan(HoldLimit);
        if (_turns.IsEmpty && _services.Time.GetElapsedTime(_wantedSince, now) > _services.Options.HoldLimit)
        {
            // Deleted, or well looked after elsewhere. If not, the look for lanes without an owner brings it back.
            _services.Leases.Forgo(this);
            _wanted = false;
            _wantedSince = 0;
            return Timeout.InfiniteTimeSpan;
        }

        _services.Leases.Want(this);
        return LongestWait;
    }

    private TimeSpan Leave()
    {
        _services.Leases.Forgo(this);
        GiveUp();
        _turns.CompleteAll();
        _ended.TrySetResult();
        return Timeout.InfiniteTimeSpan;
    }

    private async Task ReadAsync()
    {
        if (_needsRead)
        {
            _needsRead = false;
            try
            {
                await _reader.ReadAsync(_window, Size, _turns.HighestSeq);
            }
            catch
            {
                _needsRead = true;
                throw;
            }
        }

        // More than once only where many have stepped aside.
        while (_window.MayHaveMore && !_window.Fills(Size + 1, Now))
        {
            await _reader.ReadOnAsync(_window, Size, _turns.HighestSeq);
        }
    }

    private async Task StartAsync()
    {
        AwaitLookIfOutdated();
        if (_status!.Paused || _notBefore > Now || _look < _awaitedLook)
        {
            return;
        }

        var startable = _window.Startable(Size, Now).Where(entry => !_inFlight.ContainsKey(entry.MessageId)).ToArray();
        if (startable.Any(entry => entry.Content is null))
        {
            await _reader.FillAsync(_window, startable);
            if (startable.Any(entry => entry.Content is null))
            {
                // The ledger no longer has it: what is known is out of date.
                _needsRead = true;
                _notBefore = Now + RetryPause;
            }
        }

        AwaitLookIfOutdated();
        foreach (var entry in _look < _awaitedLook ? [] : startable)
        {
            if (entry.Content is { } content && _lease!.IsValid)
            {
                entry.InFlight = true;
                _inFlight.Add(entry.MessageId, entry);
                _ = RunAsync(entry, content, _lease, _status.AwaitsCallbacks);
            }
        }
    }

    private async Task RunAsync(LaneEntry entry, StoredMessage content, LaneLease lease, bool awaitsCallbacks)
    {
        await Task.Yield();
        var attempt = new Attempt(entry.MessageId, content.Spec, content.Body, entry.Attempts, content.CreatedAt, entry.NotBefore)
        {
            AwaitsCallbacks = awaitsCallbacks,
        };
        try
        {
            // As late as can be: a process that stood still since the lane was looked at must not send what its successor may have sent by now.
            lease.EndIfOver();
            var settled = await _services.Attempts.RunAsync(attempt, lease.Lane, lease.Over);
            Post(new LaneInput.Ended(entry, settled.Settlement, settled.Outcome));
        }
        catch (Exception exception)
        {
            if (exception is not OperationCanceledException)
            {
                Log.AttemptBroke(_logger, exception, entry.MessageId);
            }

            Post(new LaneInput.Ended(entry, null, null));
        }
    }
}
