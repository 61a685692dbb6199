namespace BusQStash.Store.Workflows;

/// <summary>A run as read for one of its deliveries.</summary>
/// <param name="IsAlive">The run has not ended.</param>
/// <param name="Mode">Whether the endpoint has yet to answer the handshake.</param>
/// <param name="Entries">Its list, up to the requested position.</param>
public sealed record RunList(bool IsAlive, TriggerMode Mode, IReadOnlyList<RunEntry> Entries);
