namespace BusQStash.Store.Messages;

/// <summary>Decides whether the wait of a message may be ended. The transaction holds the message's lock, so the decision stays valid until it commits.</summary>
internal static class RunNowPlan
{
    /// <param name="message">The message.</param>
    /// <param name="ahead">Number of messages in front of it in its lane.</param>
    /// <param name="parallelism">How many messages of its lane may be in flight at once.</param>
    /// <param name="now">The time.</param>
    public static RunNowStatus Decide(HeldMessage? message, long ahead, int parallelism, long now)
    {
        if (message is null or { IsFinal: true })
        {
            return RunNowStatus.Unknown;
        }

        if (message.IsOrdered && ahead >= parallelism)
        {
            return RunNowStatus.BehindOthers;
        }

        // The ledger records attempts of a lane only when they end, so a message that is due may be in flight.
        var waits = message.IsOrdered ? message.NotBefore > now : message.State is MessageState.Scheduled or MessageState.Retrying;
        if (!waits)
        {
            return RunNowStatus.NotWaiting;
        }

        message.DueAt(now);
        return RunNowStatus.DueNow;
    }
}
