namespace BusQStash.Store.Messages;

/// <summary>Whether a settlement was written.</summary>
public enum SettleStatus
{
    /// <summary>Written.</summary>
    Settled,

    /// <summary>Not written: the message is final or at another attempt.</summary>
    Superseded,

    /// <summary>Not written: the lane is now processed under another epoch.</summary>
    Fenced,
}
