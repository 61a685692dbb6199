namespace BusQStash.Store.Messages;

/// <summary>What an unfinished message does, in the words of those who look.</summary>
public enum PendingState
{
    /// <summary>It waits for its turn.</summary>
    Waiting,

    /// <summary>It waits for its time.</summary>
    Delayed,

    /// <summary>An attempt is in flight.</summary>
    Running,

    /// <summary>It failed at least once and is tried again.</summary>
    Retrying,
}
