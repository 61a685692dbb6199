namespace BusQStash.Client.Server;

/// <summary>How queues are listed.</summary>
public enum QueueOrder
{
    /// <summary>Those that stand still first, then by lag.</summary>
    Attention,

    /// <summary>Those with the most unfinished messages first.</summary>
    Lag,

    /// <summary>By name.</summary>
    Name,
}
