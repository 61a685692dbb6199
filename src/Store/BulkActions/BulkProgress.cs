namespace BusQStash.Store.BulkActions;

/// <summary>What one step did to dead letters.</summary>
/// <param name="After">The last entry that was looked at (unix milliseconds and id).</param>
/// <param name="Done">Entries that are taken out with it, and count then.</param>
/// <param name="Refused">Entries that stay, each with its reason.</param>
/// <param name="IsLast">Nothing is left.</param>
public sealed record BulkProgress(
    (long FailedAt, string DlqId) After, IReadOnlyList<string> Done, IReadOnlyList<(string DlqId, string Reason)> Refused, bool IsLast);
