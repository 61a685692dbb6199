namespace BusQStash.Api.Stats;

/// <summary>Attempts by outcome.</summary>
internal sealed record StatsAttempts(
    IReadOnlyList<long?> Delivered,
    IReadOnlyList<long?> Rejected,
    IReadOnlyList<long?> NotRetryable,
    IReadOnlyList<long?> Timeout,
    IReadOnlyList<long?> Denied,
    IReadOnlyList<long?> Unreachable);
