namespace BusQStash.Store.BulkActions;

/// <summary>Kind of a bulk action. The names are stored.</summary>
public enum BulkKind
{
    /// <summary>Cancels unfinished messages.</summary>
    Cancel,

    /// <summary>Redelivers dead letters.</summary>
    DlqRetry,

    /// <summary>Deletes dead letters.</summary>
    DlqDelete,

    /// <summary>Cancels living workflow runs.</summary>
    RunCancel,
}
