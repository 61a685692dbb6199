using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Queues;

/// <summary>
/// Processes one lane under a lease. On every turn, whatever caused it, it attempts the lane's lowest unfinished messages, as many as the queue's parallelism allows.
/// All inputs go through one mailbox and are handled by one loop, so no locks are needed here. What to do is decided by <see cref="LaneState"/>; this is the loop around it.
/// </summary>
/// <remarks>
/// The process may die at any point: results are in the ledger or the attempt is repeated, and RabbitMQ redelivers unacknowledged commands to the next worker, which waits
/// until the lease expires. For a duplicate command, the message is already finished, and the command is acknowledged.
/// </remarks>
internal sealed partial class LaneRunner
{
    private readonly Channel<LaneInput> _inputs = Channel.CreateUnbounded<LaneInput>(new UnboundedChannelOptions { SingleReader = true });
    private readonly LaneState _state;
    private readonly LaneTurns _turns;
    private readonly LaneServices _services;
    private readonly LaneReader _reader;
    private readonly LaneAttempts _attempts;
    private readonly LaneFlow _flow;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LaneLease? _lease;

    public LaneRunner(string queueName, int? shard, LaneServices services)
    {
        QueueName = queueName;
        Shard = shard;
        _services = services;
        _logger = services.Logger;
        _state = new LaneState(services.Options, shard is not null);
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

    private LaneTime Now => LaneTime.Of(_services.Time);

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

                RequestLook();
                timer = await StepAsync();
            }
            catch (Exception exception)
            {
                // Probably the ledger is unreachable: no attempt starts meanwhile, and the known state is read again.
                _state.Outdate();
                Log.StepFailed(_logger, QueueName, exception.Message);
                timer = LaneState.RetryPause;
            }

            RequestLook();
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

        using var limit = new CancellationTokenSource(timer < LaneState.ShortestWait ? LaneState.ShortestWait : timer, _services.Time);
        try
        {
            await _inputs.Reader.WaitToReadAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // The lane is due.
        }
    }

    private void RequestLook()
    {
        if (_state.AsksForLook)
        {
            _state.AwaitLook(_services.Leases.LookSoon());
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
                _state.Wake();
                break;
            case LaneInput.Left left when !_state.Free(left.MessageId):
                _state.Wake();
                break;
            case LaneInput.Granted granted:
                Hold(granted);
                break;
            case LaneInput.Seen seen:
                _state.See(seen);
                break;
            case LaneInput.Lost lost when ReferenceEquals(lost.Lease, _lease):
                Lose();
                break;
            case LaneInput.Ended ended when !_state.End(ended, Now):
                Lose();
                break;
            case LaneInput.Permitted permitted:
                _flow.Give(permitted.Grant);
                break;
            case LaneInput.NotStarted notStarted:
                PutBack(notStarted);
                break;
            case LaneInput.HandOver handOver:
                _state.HandOver(handOver.IfIdle, holdsCommands: !_turns.IsEmpty);
                break;
        }
    }

    private void Take(LaneTurnHandle turn)
    {
        if (_state.Take(turn, Now))
        {
            _turns.Add(turn);
        }
        else
        {
            turn.Complete();
        }
    }

    private void Hold(LaneInput.Granted granted)
    {
        _lease?.End();
        _lease = granted.Lease;
        DropWaiting();
        _state.Hold(granted);
    }

    private void Lose()
    {
        _lease?.End();
        _lease = null;
        DropWaiting();
        _state.Lose();
        Log.Lost(_logger, QueueName);
    }
}
