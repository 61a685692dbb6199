using System.Threading.Channels;
using BusQStash.Store.Queues;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Queues;

/// <summary>
/// Processes one lane under a lease. On every turn, whatever caused it, it attempts the lane's lowest unfinished messages, as many as the queue's parallelism allows.
/// All inputs go through one mailbox and are handled by one loop, so no locks are needed here.
/// </summary>
/// <remarks>
/// The process may die at any point: results are in the ledger or the attempt is repeated, and RabbitMQ redelivers unacknowledged commands to the next worker, which waits
/// until the lease expires. For a duplicate command, the message is already finished, and the command is acknowledged.
/// </remarks>
internal sealed partial class LaneRunner
{
    // Later messages are read from the ledger only when their turn is near, so memory stays bounded whatever the backlog.
    private const int MaxKnown = 1_000;
    private const int MaxAtHand = 64;
    // Timers have millisecond resolution: a shorter one would fire immediately, and the lane would spin until it is due.
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

    /// <summary>Completes when the lane was handed over: no attempt is in flight and the lease is released.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Time of the last activity, on the monotonic clock.</summary>
    public long LastUsed { get; private set; }

    /// <summary>The lane holds, awaits and attempts nothing. Read by other threads, so only a hint.</summary>
    public bool IsIdle { get; private set; }

    /// <summary>This worker holds the lane's lease, so no other worker processes the lane. Read by other threads.</summary>
    public bool IsHeld => _lease is { IsValid: true };

    /// <summary>Aborts attempts in flight; they will be repeated.</summary>
    public void CutOff() => _lease?.End();

    /// <summary>Returns false if this runner has ended; its successor reads the ledger and does not need the input.</summary>
    public bool Post(LaneInput input) => _inputs.Writer.TryWrite(input);

    // A lane in a shard does not hold back commands, because they would delay those of other lanes. The messages are in the ledger.
    private TimeSpan HoldLimit => Shard is null ? _services.Options.HoldLimit : TimeSpan.Zero;

    private DateTimeOffset Now => _services.Time.GetUtcNow();

    // Attempts of messages that were canceled meanwhile count, and those that began before the parallelism was lowered: no more are in flight than may be, however many
    // places of the window are free.
    private bool IsFull => _inFlight.Count >= Size;

    private int Size => _status?.Parallelism ?? 1;

    private async Task LoopAsync()
    {
        // Does not run on the caller's thread.
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
                // Probably the ledger is unreachable: no attempt starts meanwhile, and the known state is read again.
                _needsRead = true;
                Log.StepFailed(_logger, QueueName, exception.Message);
                timer = RetryPause;
            }
        }

        // Inputs that arrived after the end: their messages are in the ledger, where another worker finds them.
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
            // The lane is due.
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
            // They were aborted with the lease, or have ended and wait to be settled. Acquiring a new epoch before that would make the ledger reject their results.
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
            // The queue was deleted, or another worker has it. Otherwise, the search for lanes without an owner finds it again.
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
                // The ledger no longer has the message: the known state is stale.
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

    // Polling takes a moment, so a message that has already waited for a slot need not wait again.
    private void DropSlotsUnlessLooking()
    {
        if (_look >= _awaitedLook)
        {
            DropSlots();
        }
    }
}
