namespace BusQStash.Store.Messages;

/// <summary>A deduplication key and the message that claims it.</summary>
internal sealed record KeyClaim(string Key, string MessageId, long ExpiresAt, DeduplicationFreeing FreedBy)
{
    public static KeyClaim Of(NewMessage message) => new(
        message.DeduplicationKey!,
        message.Id,
        (message.CreatedAt + message.DeduplicationWindow).ToUnixTimeMilliseconds(),
        message.DeduplicationFreedBy);
}
