namespace BusQStash.Client.Server;

/// <summary>Dead letters of one host with the same failure.</summary>
/// <param name="Host">The host.</param>
/// <param name="ResponseStatus">The last status; 0 when no answer came.</param>
/// <param name="Error">Why the latest of them failed.</param>
/// <param name="Count">The number of them.</param>
/// <param name="FirstAt">When the first of them failed.</param>
/// <param name="LastAt">When the latest of them failed.</param>
/// <param name="DlqId">The latest of them.</param>
public sealed record DeadLetterGroup(
    string Host, int ResponseStatus, string? Error, int Count, DateTimeOffset FirstAt, DateTimeOffset LastAt, string DlqId)
{
    /// <summary>Its message.</summary>
    public required string MessageId { get; init; }
}
