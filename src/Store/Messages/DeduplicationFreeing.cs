namespace BusQStash.Store.Messages;

/// <summary>Outcome of a message that frees its deduplication key before the window ends.</summary>
[Flags]
public enum DeduplicationFreeing
{
    /// <summary>None: a repeat within the window is a duplicate whatever the outcome of the first message.</summary>
    Never = 0,

    /// <summary>The message failed for good.</summary>
    Failure = 1,

    /// <summary>The message was canceled.</summary>
    Cancel = 2,
}
