using System.Text.Json;

namespace BusQStash.Store.BulkActions;

/// <summary>A bulk action as both engines hand it over.</summary>
internal sealed class BulkActionRow
{
    public const string Columns = """
        id as Id, created_at as CreatedAt, completed_at as CompletedAt, filter as Filter, total as Total, processed as Processed,
        after_created_at as AfterCreatedAt, after_id as AfterId, stamp as Stamp
        """;

    public string Id { get; init; } = "";

    public long CreatedAt { get; init; }

    public long? CompletedAt { get; init; }

    public string Filter { get; init; } = "";

    public long Total { get; init; }

    public long Processed { get; init; }

    public long AfterCreatedAt { get; init; }

    public string AfterId { get; init; } = "";

    public long Stamp { get; init; }

    public BulkAction ToAction() => new(
        Id,
        JsonSerializer.Deserialize(Filter, BulkActionJson.Default.MessageFilter)!,
        Total,
        Processed,
        DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        CompletedAt is { } completedAt ? DateTimeOffset.FromUnixTimeMilliseconds(completedAt) : null);

    public BulkClaim ToClaim() => new(ToAction(), Stamp, (AfterCreatedAt, AfterId));
}
