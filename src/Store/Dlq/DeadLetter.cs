using BusQStash.Store.Messages;

namespace BusQStash.Store.Dlq;

/// <summary>A message that failed for good, with its last answer.</summary>
/// <param name="DlqId">Id of the entry, <c>&lt;unix ms&gt;-&lt;sequence&gt;</c>.</param>
/// <param name="Message">The message.</param>
/// <param name="FailedAt">When it failed.</param>
/// <param name="Response">The last answer, when there was one.</param>
/// <param name="Error">Why the last attempt failed, in words.</param>
public sealed record DeadLetter(string DlqId, StoredMessage Message, DateTimeOffset FailedAt, ResponseRecord? Response, string? Error);
