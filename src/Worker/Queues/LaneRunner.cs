using System.Threading.Channels;
using BusQStash.Store.Queues;
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
    // Timers count whole milliseconds: one for less would be over at once, and the lane would turn round and round until its time has come.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AcknowledgeWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReleaseAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);
    private readonly Channel<LaneInput> _inputs = Channel.CreateUnbounded<LaneInput>(new UnboundedChannelOptions { SingleReader = true });
    private readonly LaneWindow _window = new();
    private readonly LaneTurns _turns;
    private readonly Dictionary<string, LaneEntry> _inFlight = new(StringComparer.Ordinal);
    private readonly LaneServices _services;
    private readonly LaneReader _reader;
    private readonly LaneAttempts _attempts;
    private readonly LaneFlow _flow;
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
    private int _finished;
    private long _acknowledgedAt;
    private DateTimeOffset _notBefore;

    public LaneRunner(string queueName, int? shard, LaneServices services)
    {
        QueueName = queueName;
        Shard = shard;
        _services = services;
        _logger = services.Logger;
        _reader = new LaneReader(queueName, services);
        _attempts = new LaneAttempts(services, Post);
        _flow = new LaneFlow(services, Post);
        _turns = new LaneTurns(services.Time);
        LastUsed = services.Time.GetTimestamp();
        _ = LoopAsync();
    }

    public string QueueName { get; }

    public int? Shard { get; }

    /// <summary>Completes when the lane was handed over: nothing is in flight and the lease is given up.</summary>
    public Task Ended => _ended.Task;

    /// <summary>When something last happened here, on the monotonic clock.</summary>
    public long LastUsed { get; private set; }

    /// <summary>Nothing is held, waited for or in flight. Read from outside, so only a hint.</summary>
    public bool IsIdle { get; private set; }

    /// <summary>The lane's lease is held here: nobody else works it now. Read from outside.</summary>
    public bool IsHeld => _lease is { IsValid: true };

    /// <summary>Ends attempts in flight: they will be made again.</summary>
    public void CutOff() => _lease?.End();

    /// <summary>False when the lane has ended: its successor, or the ledger, looks after whatever this was about.</summary>
    public bool Post(LaneInput input) => _inputs.Writer.TryWrite(input);

    // A lane in a shard holds nothing back: its commands would keep those of other lanes waiting. The ledger has the messages.
    private TimeSpan HoldLimit => Shard is null ? _services.Options.HoldLimit : TimeSpan.Zero;

    private DateTimeOffset Now => _services.Time.GetUtcNow();

    // Attempts of messages that were canceled meanwhile count, and those that began before the parallelism was lowered: no more are in flight than may be, however many
    // places of the window are free.
    private bool IsFull => _inFlight.Count >= Size;

    private int Size => _status?.Parallelism ?? 1;

    private async Task LoopAsync()
    {
        // Not on the caller's time.
        await Task.Yield();
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

            GiveBack(late);
        }
    }

    private async Task WaitAsync(TimeSpan timer)
    {
        if (timer == Timeout.InfiniteTimeSpan)
        {
            await _inputs.Reader.WaitToReadAsync();
            return;
        }

        using var limit = new CancellationTokenSource(timer < ShortestWait ? ShortestWait : timer, _services.Time);
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
        if (input is LaneInput.Turn or LaneInput.Wake or LaneInput.Left or LaneInput.Ended)
        {
            LastUsed = _services.Time.GetTimestamp();
        }

        switch (input)
        {
            case LaneInput.Turn turn:
                Take(turn.Handle);
                break;
            case LaneInput.Wake:
                LookSoon();
                break;
            case LaneInput.Left left when !Free(left.MessageId):
                LookSoon();
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
            case LaneInput.Permitted permitted:
                _flow.Give(permitted.Grant);
                break;
            case LaneInput.NotStarted notStarted:
                PutBack(notStarted);
                break;
            case LaneInput.HandOver handOver:
                _handOver |= !handOver.IfIdle || (_lease is null && !_wanted && _turns.IsEmpty && _inFlight.Count == 0);
                break;
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
            DropWaiting();
            return _inFlight.Count > 0 ? Timeout.InfiniteTimeSpan : Leave();
        }

        await ReadAsync();
        _flow.Keep(_window.InWindow(Size, Now));
        Acknowledge();
        await StartAsync();
        var wait = await RestAsync();
        return _finished > 0 && (wait == Timeout.InfiniteTimeSpan || wait > AcknowledgeWithin) ? AcknowledgeWithin : wait;
    }

    // Several at a time where more are to come: each by itself is an entry in the log of the lane's broker queue. Unacknowledged, they keep a part of the prefetch.
    private void Acknowledge()
    {
        if (Shard is not null
            || _window.IsEmpty
            || _finished >= Math.Max(1, _services.Options.Prefetch / 4)
            || _services.Time.GetElapsedTime(_acknowledgedAt) >= AcknowledgeWithin)
        {
            _turns.Resolve(_window, HoldLimit);
            _finished = 0;
            _acknowledgedAt = _services.Time.GetTimestamp();
        }
    }

    private TimeSpan Leaseless()
    {
        if (_handOver && _inFlight.Count == 0)
        {
            return Leave();
        }

        if (_inFlight.Count > 0)
        {
            // They were cut off with the lease, or have ended and wait for the ledger: taking the lane anew before would make them count for nothing.
            _turns.CompleteOlderThan(HoldLimit);
            return LongestWait;
        }

        if (_wanted && !_handOver)
        {
            return Want();
        }

        IsIdle = _turns.IsEmpty;
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

    private async Task StartAsync()
    {
        AwaitLookIfOutdated();
        if (_status!.Paused || _notBefore > Now || _look < _awaitedLook)
        {
            Rest();
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
            if (!IsFull && entry.Content is { } content && _lease!.IsValid && _flow.MayStart(entry, content, out var grant))
            {
                entry.InFlight = true;
                _inFlight.Add(entry.MessageId, entry);
                _slots.Remove(entry, out var slot);
                _attempts.Start(new LaneStart(entry, content, _lease, _status, _lookedAt) { Grant = grant, Slot = slot });
            }
        }

        DropSlotsUnlessLooking();
        await _flow.AskAsync();
    }

    private void Rest()
    {
        _flow.Rest(_status!.Paused);
        DropSlotsUnlessLooking();
    }

    // A look takes a moment: who has waited for a slot need not wait again.
    private void DropSlotsUnlessLooking()
    {
        if (_look >= _awaitedLook)
        {
            DropSlots();
        }
    }
}
