namespace BusQStash.Store.BulkActions;

/// <summary>The result of one step on dead letters.</summary>
/// <param name="After">Cursor, the last entry examined (unix milliseconds and id).</param>
/// <param name="Done">Entries to remove, which are then counted.</param>
/// <param name="Refused">Entries that stay, each with its reason.</param>
/// <param name="IsLast">No entry is left.</param>
public sealed record BulkProgress(
    (long FailedAt, string DlqId) After, IReadOnlyList<string> Done, IReadOnlyList<(string DlqId, string Reason)> Refused, bool IsLast);
