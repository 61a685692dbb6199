namespace BusQStash.Store.Dlq;

/// <summary>Dead letters of one host with the same kind of failure. Times are unix milliseconds.</summary>
/// <param name="Host">The host.</param>
/// <param name="Status">The last HTTP status; 0 when no response was received.</param>
/// <param name="Error">Error text of the latest of them.</param>
/// <param name="Count">Number of dead letters.</param>
/// <param name="FirstAt">When the first of them failed.</param>
/// <param name="LastAt">When the latest of them failed.</param>
/// <param name="DlqId">Id of the latest of them.</param>
public sealed record DeadLetterGroup(string Host, int Status, string? Error, int Count, long FirstAt, long LastAt, string DlqId)
{
    /// <summary>Message id of the latest of them.</summary>
    public required string MessageId { get; init; }
}
