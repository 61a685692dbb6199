namespace BusQStash.Store.Messages;

/// <summary>State of an unfinished message as shown to users.</summary>
public enum PendingState
{
    /// <summary>Due; waits for the messages or limits ahead of it.</summary>
    Waiting,

    /// <summary>Its delay has not ended.</summary>
    Delayed,

    /// <summary>An attempt is in flight.</summary>
    Running,

    /// <summary>Failed at least once and will be retried.</summary>
    Retrying,
}
