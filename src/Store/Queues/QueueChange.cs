namespace BusQStash.Store.Queues;

/// <summary>A requested change of a queue. <see langword="null"/> keeps a value, or takes the default for a new queue.</summary>
/// <param name="Parallelism">How many messages may be in flight at once; 1 for a new queue.</param>
/// <param name="Paused">Messages are accepted but not delivered; false for a new queue.</param>
/// <param name="StepsAside">See <see cref="QueueInfo.StepsAside"/>; false for a new queue.</param>
/// <param name="AwaitsCallbacks">See <see cref="QueueInfo.AwaitsCallbacks"/>; true for a new queue.</param>
public sealed record QueueChange(int? Parallelism = null, bool? Paused = null, bool? StepsAside = null, bool? AwaitsCallbacks = null);
