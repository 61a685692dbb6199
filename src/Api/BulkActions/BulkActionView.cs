using BusQStash.Store.BulkActions;

namespace BusQStash.Api.BulkActions;

/// <summary>A bulk action with its progress and results.</summary>
internal sealed record BulkActionView
{
    public required string ActionId { get; init; }

    /// <summary>dlqRetry, dlqDelete or cancel.</summary>
    public required string Kind { get; init; }

    /// <summary>IN_PROGRESS or FINISHED.</summary>
    public required string State { get; init; }

    /// <summary>Whether it was stopped before it was done.</summary>
    public required bool Stopped { get; init; }

    /// <summary>How many entries it found when it was created.</summary>
    public required long Total { get; init; }

    /// <summary>Whether there were more than were counted.</summary>
    public required bool TotalCapped { get; init; }

    /// <summary>How many entries it has processed.</summary>
    public required long Processed { get; init; }

    /// <summary>How many entries it left unchanged.</summary>
    public required long Refused { get; init; }

    /// <summary>The reasons, the most frequent first.</summary>
    public required IReadOnlyList<BulkRefusal> Refusals { get; init; }

    public required long CreatedAt { get; init; }

    public long? CompletedAt { get; init; }

    /// <summary>Only entries that existed at this time are selected.</summary>
    public required long ToDate { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Filter { get; init; }

    /// <summary>Publish headers of a retry.</summary>
    public IReadOnlyDictionary<string, string>? Overrides { get; init; }

    internal static BulkActionView Of(BulkAction action) => new()
    {
        ActionId = action.Id,
        Kind = BulkKinds.NameOf(action.Kind),
        State = action.CompletedAt is null ? BulkActionResource.InProgress : BulkActionResource.Finished,
        Stopped = action.Stopped,
        Total = action.Total,
        TotalCapped = action.TotalCapped,
        Processed = action.Processed,
        Refused = action.Refused,
        Refusals =
        [
            .. (action.Refusals ?? new Dictionary<string, RefusalCount>())
                .Select(refusal => new BulkRefusal(refusal.Key, refusal.Value.Count, refusal.Value.Sample))
                .OrderByDescending(refusal => refusal.Count),
        ],
        CreatedAt = action.CreatedAt.ToUnixTimeMilliseconds(),
        CompletedAt = action.CompletedAt?.ToUnixTimeMilliseconds(),
        ToDate = (action.Through ?? action.CreatedAt).ToUnixTimeMilliseconds(),
        Filter = BulkFilterNames.Of(action),
        Overrides = action.Overrides is { Count: > 0 } overrides ? overrides : null,
    };
}
