namespace BusQStash.Client.Server;

/// <summary>Attempts by outcome, one element for each step of time.</summary>
/// <param name="Delivered">With a 2xx.</param>
/// <param name="Rejected">With another answer.</param>
/// <param name="NotRetryable">With an answer that forbids another attempt.</param>
/// <param name="Timeout">Without an answer in time.</param>
/// <param name="Denied">Not made: the destination is not allowed.</param>
/// <param name="Unreachable">Without a connection, or with one that broke.</param>
public sealed record StatsAttempts(
    IReadOnlyList<long?> Delivered,
    IReadOnlyList<long?> Rejected,
    IReadOnlyList<long?> NotRetryable,
    IReadOnlyList<long?> Timeout,
    IReadOnlyList<long?> Denied,
    IReadOnlyList<long?> Unreachable);
