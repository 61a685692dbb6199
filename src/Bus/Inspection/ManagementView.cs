namespace BusQStash.Bus.Inspection;

/// <summary>Data of the management API.</summary>
/// <param name="Nodes">The nodes that run, by name; <see langword="null"/> when the user may not see them.</param>
/// <param name="Queues">Broker queues of ours.</param>
/// <param name="Policies">Policies and operator policies of the virtual host; <see langword="null"/> when the user may not see them.</param>
/// <param name="ClockAhead">How far the node's clock is ahead of this machine's, to the second; <see langword="null"/> when it does not tell.</param>
public sealed record ManagementView(
    IReadOnlyList<string>? Nodes, IReadOnlyList<BrokerQueueView> Queues, IReadOnlyList<BrokerPolicy>? Policies, TimeSpan? ClockAhead)
{
    /// <summary>The nodes' longest <c>net_ticktime</c>: how long they wait for a silent node before they drop it; <see langword="null"/> when they do not tell.</summary>
    public TimeSpan? TickTime { get; init; }
}
