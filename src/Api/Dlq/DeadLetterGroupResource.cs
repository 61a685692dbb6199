using BusQStash.Store.Dlq;

namespace BusQStash.Api.Dlq;

/// <summary>Dead letters of one host that failed the same way.</summary>
/// <param name="Host">The host.</param>
/// <param name="ResponseStatus">The last status; 0 when no answer came.</param>
/// <param name="Error">Why the latest of them failed, in words.</param>
/// <param name="Count">How many they are.</param>
/// <param name="FirstAt">When the first of them failed.</param>
/// <param name="LastAt">When the latest of them failed.</param>
/// <param name="DlqId">The latest of them.</param>
internal sealed record DeadLetterGroupResource(
    string Host, int ResponseStatus, string? Error, int Count, long FirstAt, long LastAt, string DlqId)
{
    /// <summary>Its message.</summary>
    public required string MessageId { get; init; }

    internal static DeadLetterGroupResource Of(DeadLetterGroup group) =>
        new(group.Host, group.Status, group.Error, group.Count, group.FirstAt, group.LastAt, group.DlqId) { MessageId = group.MessageId };
}
