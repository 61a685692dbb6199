namespace BusQStash.Store.Queues;

/// <summary>Sort order of a list of queues.</summary>
public enum QueueOrder
{
    /// <summary>Queues that stand still first, then by lag.</summary>
    Attention,

    /// <summary>Highest lag first.</summary>
    Lag,

    /// <summary>Sorted by name.</summary>
    Name,
}
