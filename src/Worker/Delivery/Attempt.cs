using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;

namespace BusQStash.Worker.Delivery;

/// <summary>One try to deliver a message, about to be made.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Spec">What its publisher asked for.</param>
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

    /// <summary>What a callback tells as the body it is about, where that is not what was sent.</summary>
    public ReadOnlyMemory<byte>? SourceBody { get; init; }

    /// <summary>
    /// Asked when the request is about to be written; false calls the attempt off. Between deciding on an attempt and writing its request lie a name's look-up, a
    /// connection and, in a process that has just started on a busy machine, seconds of waiting for the processor.
    /// </summary>
    public Func<bool>? MayStart { get; init; }
}
