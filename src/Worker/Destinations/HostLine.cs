namespace BusQStash.Worker.Destinations;

/// <summary>The state of one host that has deliveries in flight. Guarded by <see cref="DestinationSlots"/>.</summary>
internal sealed class HostLine
{
    /// <summary>Deliveries in flight.</summary>
    public int InUse { get; set; }

    /// <summary>Deliveries waiting for a slot, in FIFO order.</summary>
    public LinkedList<TaskCompletionSource> Waiting { get; } = new();

    /// <summary>When a delivery last stopped waiting without a slot; <see langword="null"/> once a slot has become free since.</summary>
    public long? GaveUpAt { get; set; }

    /// <summary>Messages deferred minus those that got a slot since: an estimate of the backlog in the ledger.</summary>
    public int Deferred { get; set; }
}
