using BusQStash.Store.Messages;

namespace BusQStash.Store.Events;

/// <summary>One entry of a message's history.</summary>
/// <param name="Id">Id of the entry; rises with every entry written.</param>
/// <param name="Time">When it happened.</param>
/// <param name="State">The kind of entry.</param>
/// <param name="Message">The current state of the message.</param>
/// <param name="Error">Error text of a failed attempt.</param>
/// <param name="Response">The response of an attempt.</param>
/// <param name="NextDeliveryAt">When the next attempt is due.</param>
public sealed record MessageEvent(
    long Id,
    DateTimeOffset Time,
    EventState State,
    StoredMessage Message,
    string? Error,
    ResponseRecord? Response,
    DateTimeOffset? NextDeliveryAt);
