using BusQStash.Store.Dlq;

namespace BusQStash.Api.Dlq;

/// <summary>Dead letters of one host that failed the same way.</summary>
/// <param name="Host">The host.</param>
/// <param name="ResponseStatus">The last status; 0 without a response.</param>
/// <param name="Error">The error text of the latest one.</param>
/// <param name="Count">The number of dead letters.</param>
/// <param name="FirstAt">When the first one failed.</param>
/// <param name="LastAt">When the latest one failed.</param>
/// <param name="DlqId">The id of the latest one.</param>
internal sealed record DeadLetterGroupResource(
    string Host, int ResponseStatus, string? Error, int Count, long FirstAt, long LastAt, string DlqId)
{
    /// <summary>The message of the latest one.</summary>
    public required string MessageId { get; init; }

    internal static DeadLetterGroupResource Of(DeadLetterGroup group) =>
        new(group.Host, group.Status, group.Error, group.Count, group.FirstAt, group.LastAt, group.DlqId) { MessageId = group.MessageId };
}
