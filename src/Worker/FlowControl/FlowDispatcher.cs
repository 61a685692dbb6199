using System.Collections.Concurrent;
using BusQStash.Store.FlowControl;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.FlowControl;

/// <summary>Takes messages from the lines of flow-control keys, as many as this process can attempt at once. Any number of workers do so in parallel.</summary>
/// <remarks>
/// <para>(1) Wait for a key that is due: signalled by this process, or found by polling.</para>
/// <para>(2) Acquire slots first, so that granted attempts can start immediately.</para>
/// <para>(3) Request permits. If the answer is lost, unknown permits are returned before anything else is done.</para>
/// <para>(4) Attempt unordered messages here; pass lanes their permits. A permit for which no lane waits any longer is released.</para>
/// </remarks>
internal sealed partial class FlowDispatcher(
    FlowLines lines,
    AttemptGate gate,
    FlowDelivery delivery,
    LaneWaiters lanes,
    PermitReturns returns,
    IOptions<FlowControlOptions> options,
    ILogger<FlowDispatcher> logger) : IDisposable
{
    private const int MostAtOnce = 64;
    private static readonly TimeSpan FailurePause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _cutOff = new();
    private readonly ConcurrentDictionary<Task, byte> _deliveries = new();
    private Task _loop = Task.CompletedTask;
    private int _inFlight;
    private bool _answerLost;

    public void Start() => _loop = Task.Run(LoopAsync);

    /// <summary>Stops granting, waits for attempts in flight, and aborts those that take too long; their messages return to their places.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        await _stopping.CancelAsync();
        await _loop;
        var ended = Task.WhenAll(_deliveries.Keys);
        if (await Task.WhenAny(ended, Task.Delay(limit)) != ended)
        {
            await _cutOff.CancelAsync();
        }

        await ended;
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _cutOff.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var wait = await StepAsync(_stopping.Token);
                if (wait > TimeSpan.Zero)
                {
                    await lines.WaitAsync(wait, _stopping.Token); // (1)
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.Failed(logger, exception.Message);
                await Task.Delay(FailurePause, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<TimeSpan> StepAsync(CancellationToken cancellationToken)
    {
        await FindLostAsync(cancellationToken);
        var free = options.Value.MaxConcurrentDeliveries - Volatile.Read(ref _inFlight);
        if (free <= 0 && lanes.IsEmpty)
        {
            return FlowLines.PollEvery;
        }

        if (await lines.NextAsync(cancellationToken) is { Ticks: > 0 } wait)
        {
            return wait;
        }

        var granted = await GrantAsync(Math.Max(0, free), cancellationToken);
        return granted > 0 ? TimeSpan.Zero : ShortestWait;
    }

    private async Task<int> GrantAsync(int free, CancellationToken cancellationToken)
    {
        // (2) When all are in use: the next that comes free, in turn with the other attempts that wait for one.
        var slots = gate.TryTake(MostAtOnce) is { Count: > 0 } taken ? taken : [await gate.EnterAsync(cancellationToken)];
        var used = 0;
        try
        {
            // (3)
            _answerLost = true;
            var (granted, askedAt) = await lines.GrantAsync(free, slots.Count);
            _answerLost = false;
            foreach (var grant in granted)
            {
                returns.Hold(grant.Permit);
                Take(grant, slots[used++], askedAt); // (4)
            }

            return granted.Count;
        }
        finally
        {
            foreach (var slot in slots.Skip(used))
            {
                slot.Dispose();
            }
        }
    }

    private void Take(FlowGrant grant, GateSlot slot, long askedAt)
    {
        if (grant.Message is { } message)
        {
            Interlocked.Increment(ref _inFlight);
            var attempt = Task.Run(() => DeliverAsync(() => delivery.RunAsync(grant, message, askedAt, _cutOff.Token), slot));
            _deliveries[attempt] = 0;
            _ = attempt.ContinueWith(done => _deliveries.TryRemove(done, out _), TaskScheduler.Default);
        }
        else if (grant.Ticket is not { } ticket || !lanes.TryGive(new LaneGrant(grant, ticket, slot, askedAt)))
        {
            slot.Dispose();
            returns.Post(new PermitReturn.Release(grant.Permit));
        }
    }

    private async Task DeliverAsync(Func<Task> deliver, GateSlot slot)
    {
        using (slot)
        {
            await deliver();
        }

        Interlocked.Decrement(ref _inFlight);
        lines.Changed();
    }

    private async Task FindLostAsync(CancellationToken cancellationToken)
    {
        if (!_answerLost)
        {
            return;
        }

        foreach (var permit in await lines.ListHeldAsync(cancellationToken))
        {
            if (!returns.Holds(permit))
            {
                returns.Hold(permit);
                returns.Post(new PermitReturn.PutBack(new FlowPutBack(permit, Started: false, TimeSpan.Zero)));
            }
        }

        _answerLost = false;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Waiting messages of flow-control keys could not be read; retrying: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
