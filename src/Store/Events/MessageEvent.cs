using BusQStash.Store.Messages;

namespace BusQStash.Store.Events;

/// <summary>One entry of a message's history.</summary>
/// <param name="Id">Rises with every entry written.</param>
/// <param name="Time">When it happened.</param>
/// <param name="State">What happened.</param>
/// <param name="Message">The message, as it is now.</param>
/// <param name="Error">Why an attempt failed, in words.</param>
/// <param name="Response">The answer of an attempt.</param>
/// <param name="NextDeliveryAt">When the next attempt is due.</param>
public sealed record MessageEvent(
    long Id,
    DateTimeOffset Time,
    EventState State,
    StoredMessage Message,
    string? Error,
    ResponseRecord? Response,
    DateTimeOffset? NextDeliveryAt);
