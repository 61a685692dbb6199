using System.Text.Json;

namespace BusQStash.Store.BulkActions;

/// <summary>A bulk action as both engines return it.</summary>
internal sealed class BulkActionRow
{
    public const string Columns = """
        id as Id, created_at as CreatedAt, completed_at as CompletedAt, filter as Filter, total as Total, processed as Processed,
        after_created_at as AfterCreatedAt, after_id as AfterId, stamp as Stamp, kind as Kind, through as Through, overrides as Overrides,
        total_capped as TotalCapped, stopped as Stopped, refused as Refused, refusals as Refusals
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

    public string Kind { get; init; } = "";

    public long? Through { get; init; }

    public string? Overrides { get; init; }

    public int TotalCapped { get; init; }

    public int Stopped { get; init; }

    public long Refused { get; init; }

    public string Refusals { get; init; } = "{}";

    /// <summary>Whether this version knows the action's kind.</summary>
    public bool IsKnown => BulkKinds.Find(Kind) is not null;

    private bool IsCancel => BulkKinds.Find(Kind) == BulkKind.Cancel;

    private bool IsOfRuns => BulkKinds.Find(Kind) == BulkKind.RunCancel;

    public BulkAction ToAction() => new(
        Id,
        IsCancel ? JsonSerializer.Deserialize(Filter, BulkActionJson.Default.MessageFilter)! : new MessageFilter(),
        Total,
        Processed,
        DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        Time(CompletedAt))
    {
        Kind = BulkKinds.Find(Kind) ?? throw new InvalidOperationException($"The bulk action {Id} is of the kind {Kind}, which this program does not know."),
        Runs = IsOfRuns ? JsonSerializer.Deserialize(Filter, BulkActionJson.Default.RunCancelFilter) : null,
        DeadLetters = IsCancel || IsOfRuns ? null : JsonSerializer.Deserialize(Filter, BulkActionJson.Default.DeadLetterFilter),
        Through = Time(Through),
        Overrides = Overrides is null ? null : JsonSerializer.Deserialize(Overrides, BulkActionJson.Default.IReadOnlyDictionaryStringString),
        TotalCapped = TotalCapped != 0,
        Stopped = Stopped != 0,
        Refused = Refused,
        Refusals = Refusals == "{}" ? null : JsonSerializer.Deserialize(Refusals, BulkActionJson.Default.IReadOnlyDictionaryStringRefusalCount),
    };

    public BulkClaim ToClaim() => new(ToAction(), Stamp, (AfterCreatedAt, AfterId));

    private static DateTimeOffset? Time(long? time) => time is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}
