namespace BusQStash.Store.Queues;

/// <summary>How a list of queues is sorted.</summary>
public enum QueueOrder
{
    /// <summary>Those that stand still first, then by lag.</summary>
    Attention,

    /// <summary>The longest first.</summary>
    Lag,

    /// <summary>By name.</summary>
    Name,
}
