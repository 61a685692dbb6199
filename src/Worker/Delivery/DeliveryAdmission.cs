using BusQStash.Rules.Memory;
using BusQStash.Worker.Destinations;
using BusQStash.Worker.FlowControl;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Delivery;

/// <summary>
/// Admits unordered messages to their attempts: a place among this worker's deliveries, a slot of the destination's host, memory for a body, a turn among all attempts. Where it says no, the
/// message goes back into the ledger: this is the backpressure a worker has towards RabbitMQ.
/// </summary>
internal sealed class DeliveryAdmission(DestinationSlots slots, AttemptGate gate, IOptions<DeliveryOptions> options, TimeProvider time)
{
    /// <summary>How long a message waits that found no memory for its body.</summary>
    public static readonly TimeSpan DeferralForBody = TimeSpan.FromSeconds(1);

    private readonly AttemptGate _places = new(options.Value.MaxConcurrentDeliveries);
    private readonly ByteBudget _bodies = new(options.Value.BodyBytesAtOnce);

    /// <summary>Waits for a slot; <see langword="null"/> when none came free for a while.</summary>
    /// <param name="giveUp">Defers the message in that case. The wait then continues without the message, so that its command keeps its place in line.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<GateSlot?> EnterAsync(Func<Task> giveUp, CancellationToken cancellationToken)
    {
        var entering = _places.EnterAsync(cancellationToken);
        if (entering.IsCompletedSuccessfully)
        {
            return entering.Result;
        }

        var place = entering.AsTask();
        try
        {
            return await place.WaitAsync(options.Value.PrefetchPatience, time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            await giveUp();
            await LeaveAsync(place);
            return null;
        }
    }

    /// <summary>Takes a slot of a host; <see langword="null"/> when it is full.</summary>
    public ValueTask<HostSlot?> EnterHostAsync(string host, CancellationToken cancellationToken) => slots.EnterAsync(host, cancellationToken);

    /// <summary>How long a message waits whose host is full.</summary>
    public TimeSpan DeferralFor(string host) => slots.DeferralFor(host);

    /// <summary>Waits for memory for a body stored in the ledger; <see langword="null"/> when none came free for a while.</summary>
    public ValueTask<ByteShare?> EnterBodyAsync(long bytes, CancellationToken cancellationToken) =>
        _bodies.TryTakeAsync(bytes, options.Value.PrefetchPatience, time, cancellationToken);

    /// <summary>Waits in line with all other attempts when the worker has a limit across them.</summary>
    public ValueTask<GateSlot> EnterTurnAsync(CancellationToken cancellationToken) => gate.EnterAsync(cancellationToken);

    /// <summary>Waits for a place that is no longer wanted, and frees it.</summary>
    private static async Task LeaveAsync(Task<GateSlot> place)
    {
        await ((Task)place).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (place.IsCompletedSuccessfully)
        {
            (await place).Dispose();
        }
    }
}
