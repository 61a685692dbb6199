namespace BusQStash.Worker.Destinations;

/// <summary>What is known of one host while it has deliveries in flight. Guarded by <see cref="DestinationSlots"/>.</summary>
internal sealed class HostLine
{
    /// <summary>Deliveries in flight.</summary>
    public int InUse { get; set; }

    /// <summary>Who waits for a slot, first come first served.</summary>
    public LinkedList<TaskCompletionSource> Waiting { get; } = new();

    /// <summary>When somebody last gave up waiting; <see langword="null"/> once a slot has come free since.</summary>
    public long? GaveUpAt { get; set; }

    /// <summary>Messages put back, less those that got through since: a rough length of the crowd outside.</summary>
    public int Deferred { get; set; }
}
