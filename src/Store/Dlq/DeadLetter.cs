using BusQStash.Store.Messages;

namespace BusQStash.Store.Dlq;

/// <summary>Dead letter: a message that failed for good, with its last response.</summary>
/// <param name="DlqId">Id of the entry, <c>&lt;unix ms&gt;-&lt;sequence&gt;</c>.</param>
/// <param name="Message">The message.</param>
/// <param name="FailedAt">When it failed.</param>
/// <param name="Response">The last response, if one was received.</param>
/// <param name="Error">Error text of the last attempt.</param>
public sealed record DeadLetter(string DlqId, StoredMessage Message, DateTimeOffset FailedAt, ResponseRecord? Response, string? Error);
