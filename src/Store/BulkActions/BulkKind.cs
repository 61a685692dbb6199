namespace BusQStash.Store.BulkActions;

/// <summary>What a bulk action does. The names are stored.</summary>
public enum BulkKind
{
    /// <summary>Cancels unfinished messages.</summary>
    Cancel,

    /// <summary>Delivers dead letters again.</summary>
    DlqRetry,

    /// <summary>Deletes dead letters.</summary>
    DlqDelete,

    /// <summary>Cancels living workflow runs.</summary>
    RunCancel,
}
