namespace BusQStash.Store.Messages;

/// <summary>Decides whether a message's wait may be ended. The transaction holds the message's lock, so what is decided here is true until it commits.</summary>
internal static class RunNowPlan
{
    /// <param name="message">The message.</param>
    /// <param name="ahead">Messages in front of it in its lane.</param>
    /// <param name="parallelism">How many of its lane may be worked on at once.</param>
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

        // The ledger does not hear of attempts in a lane before they end: one whose time has come may be in flight.
        var waits = message.IsOrdered ? message.NotBefore > now : message.State is MessageState.Scheduled or MessageState.Retrying;
        if (!waits)
        {
            return RunNowStatus.NotWaiting;
        }

        message.DueAt(now);
        return RunNowStatus.DueNow;
    }
}
