using BusQStash.Contracts.Messages;

namespace BusQStash.Worker.Delivery;

<<<<<<< HEAD
/// <summary>One HTTP try of a message.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Spec">What its publisher asked for.</param>
/// <param name="Body">Its body.</param>
/// <param name="Number">Attempts made before this one.</param>
/// <param name="CreatedAt">When the message was accepted.</param>
/// <param name="NotBefore">When the attempt was due.</param>
=======
/// <summary>One try to deliver a message, about to be made.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Spec">What its publisher asked for.</param>
/// <param name="Body">Its body.</param>
/// <param name="Number">Attempts made before this one: 0 for the first.</param>
/// <param name="CreatedAt">When the message was accepted.</param>
/// <param name="NotBefore">The earliest time this attempt was allowed to start.</param>
>>>>>>> delivery
internal sealed record Attempt(
    string MessageId,
    MessageSpec Spec,
    ReadOnlyMemory<byte> Body,
    int Number,
    DateTimeOffset CreatedAt,
    DateTimeOffset NotBefore);
