namespace BusQStash.Store.Dlq;

/// <summary>Dead letters of one host that failed the same way. Times are unix milliseconds.</summary>
/// <param name="Host">The host.</param>
/// <param name="Status">The last status; 0 when no answer came.</param>
/// <param name="Error">Why the latest of them failed, in words.</param>
/// <param name="Count">How many they are.</param>
/// <param name="FirstAt">When the first of them failed.</param>
/// <param name="LastAt">When the latest of them failed.</param>
/// <param name="DlqId">The latest of them.</param>
public sealed record DeadLetterGroup(string Host, int Status, string? Error, int Count, long FirstAt, long LastAt, string DlqId)
{
    /// <summary>Its message.</summary>
    public required string MessageId { get; init; }
}
