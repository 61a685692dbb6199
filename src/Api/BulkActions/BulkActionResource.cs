using BusQStash.Store.BulkActions;

namespace BusQStash.Api.BulkActions;

/// <summary>A bulk action as the API shows it (wire contract 16).</summary>
internal sealed record BulkActionResource(
    string ActionId,
    string Kind,
    string State,
    long Total,
    long Processed,
    long CreatedAt,
    long? CompletedAt)
{
    internal const string InProgress = "IN_PROGRESS";
    internal const string Finished = "FINISHED";

    /// <summary>The filters that select its messages.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Filter { get; init; }

    internal static BulkActionResource Of(BulkAction action) => new(
        action.Id,
        BulkKinds.NameOf(action.Kind == BulkKind.RunCancel ? BulkKind.Cancel : action.Kind),
        action.CompletedAt is null ? InProgress : Finished,
        action.Total,
        action.Processed,
        action.CreatedAt.ToUnixTimeMilliseconds(),
        action.CompletedAt?.ToUnixTimeMilliseconds())
    {
        Filter = BulkFilterNames.Of(action),
    };
}
