namespace BusQStash.Store.BulkActions;

/// <summary>A cancel by filter that goes on in the background.</summary>
/// <param name="Id">The id.</param>
/// <param name="Filter">What is canceled: messages accepted at or before <paramref name="CreatedAt"/> that it finds.</param>
/// <param name="Total">How many it found when it was asked for.</param>
/// <param name="Processed">How many it has canceled.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="CompletedAt">When it was done; <see langword="null"/> while it goes on.</param>
public sealed record BulkAction(
    string Id, MessageFilter Filter, long Total, long Processed, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt);
