namespace BusQStash.Store.Workflows;

/// <summary>A run as one of its deliveries finds it.</summary>
/// <param name="IsAlive">It has not ended.</param>
/// <param name="Mode">Whether the endpoint is still to be heard of.</param>
/// <param name="Entries">Its list, up to what was asked for.</param>
public sealed record RunList(bool IsAlive, TriggerMode Mode, IReadOnlyList<RunEntry> Entries);
