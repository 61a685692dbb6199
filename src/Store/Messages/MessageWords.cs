namespace BusQStash.Store.Messages;

/// <summary>Names of message states as the dashboard and API show them; the ledger's own states serve delivery.</summary>
public static class MessageWords
{
    /// <summary>The names of the states of unfinished messages.</summary>
    public static IReadOnlyDictionary<string, PendingState> Pending { get; } = new Dictionary<string, PendingState>(StringComparer.OrdinalIgnoreCase)
    {
        ["WAITING"] = PendingState.Waiting,
        ["DELAYED"] = PendingState.Delayed,
        ["RUNNING"] = PendingState.Running,
        ["RETRYING"] = PendingState.Retrying,
    };

    /// <summary>The name of a message's state.</summary>
    /// <param name="message">The message's row.</param>
    /// <param name="now">Current time, unix milliseconds.</param>
    /// <param name="isRunning">Whether a process reported an attempt of the message in flight.</param>
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
