namespace BusQStash.Store.Messages;

/// <summary>What lets a deduplication key be used again before its window is over.</summary>
[Flags]
public enum DeduplicationFreeing
{
    /// <summary>Nothing: a repeat inside the window is a duplicate whatever became of the first.</summary>
    Never = 0,

    /// <summary>The message failed for good.</summary>
    Failure = 1,

    /// <summary>The message was canceled.</summary>
    Cancel = 2,
}
