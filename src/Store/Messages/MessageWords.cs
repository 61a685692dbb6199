namespace BusQStash.Store.Messages;

/// <summary>Where a message is, in the words of those who look. The ledger's own states tell what it needs to know for delivering.</summary>
public static class MessageWords
{
    /// <summary>The words of unfinished messages, and what they mean.</summary>
    public static IReadOnlyDictionary<string, PendingState> Pending { get; } = new Dictionary<string, PendingState>(StringComparer.OrdinalIgnoreCase)
    {
        ["WAITING"] = PendingState.Waiting,
        ["DELAYED"] = PendingState.Delayed,
        ["RUNNING"] = PendingState.Running,
        ["RETRYING"] = PendingState.Retrying,
    };

    /// <summary>The word for a message's row.</summary>
    /// <param name="message">The row.</param>
    /// <param name="now">The moment, unix milliseconds.</param>
    /// <param name="isRunning">Whether a process said that it makes an attempt of it.</param>
    public static string Of(MessageView message, long now, bool isRunning) => Of(message.State, message.Attempts, message.NotBefore, now, isRunning);

    /// <inheritdoc cref="Of(MessageView, long, bool)" />
    public static string Of(MessageState state, int attempts, long notBefore, long now, bool isRunning) => state switch
    {
        MessageState.Delivered => "DELIVERED",
        MessageState.Failed => "FAILED",
        MessageState.Canceled => "CANCELED",
        MessageState.Active => "RUNNING",
        _ when isRunning => "RUNNING",
        _ when attempts > 0 => "RETRYING",
        _ => notBefore > now ? "DELAYED" : "WAITING",
    };
}
