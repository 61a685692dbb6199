namespace BusQStash.Client.Server;

/// <summary>The sort order of queues.</summary>
public enum QueueOrder
{
    /// <summary>Queues that stand still first, then by lag.</summary>
    Attention,

    /// <summary>Queues with the most unfinished messages first.</summary>
    Lag,

    /// <summary>By name.</summary>
    Name,
}
