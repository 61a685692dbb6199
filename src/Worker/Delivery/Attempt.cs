using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;

namespace BusQStash.Worker.Delivery;

/// <summary>One attempt to deliver a message, before it is made.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Spec">Its publisher's settings.</param>
/// <param name="Body">Its body.</param>
/// <param name="Number">Attempts made before this one: 0 for the first.</param>
/// <param name="CreatedAt">When the message was accepted.</param>
/// <param name="NotBefore">The earliest time this attempt was allowed to start.</param>
internal sealed record Attempt(
    string MessageId,
    MessageSpec Spec,
    ReadOnlyMemory<byte> Body,
    int Number,
    DateTimeOffset CreatedAt,
    DateTimeOffset NotBefore)
{
    /// <summary>The message's next attempt.</summary>
    public static Attempt Of(StoredMessage message) =>
        new(message.Id, message.Spec, message.Body, message.Attempts, message.CreatedAt, message.NotBefore);

    /// <summary>Whether the message, in a queue, keeps its place until its callbacks are final.</summary>
    public bool AwaitsCallbacks { get; init; } = true;

    /// <summary>The body a callback reports as the source, where it differs from what was sent.</summary>
    public ReadOnlyMemory<byte>? SourceBody { get; init; }

    /// <summary>
    /// Checked just before the request is written; false cancels the attempt. Between the decision to attempt and the write lie a name lookup, a
    /// connection and, in a process that has just started on a busy machine, seconds of waiting for the processor.
    /// </summary>
    public Func<bool>? MayStart { get; init; }
}
