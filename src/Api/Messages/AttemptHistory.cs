using BusQStash.Contracts.Messages;
using BusQStash.Rules.Retries;
using BusQStash.Store.Events;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Messages;

/// <summary>Builds a message's attempts from the entries of its history. Pure.</summary>
internal static class AttemptHistory
{
    /// <summary>The finished attempts in order, then the running one.</summary>
    internal static IReadOnlyList<MessageAttempt> Of(StoredMessage message, IReadOnlyList<HistoryEntry> entries, RunningAttempt? running)
    {
        List<MessageAttempt> attempts = [];
        var dueAt = FirstDueAt(message);
        long? startedAt = null;
        foreach (var entry in entries)
        {
            switch (entry.State)
            {
                case EventState.Active:
                    startedAt = entry.Time;
                    break;
                case EventState.Delivered or EventState.Error:
                    attempts.Add(Ended(attempts.Count + 1, startedAt ?? entry.Time, entry, dueAt));
                    break;
                case EventState.Retry when attempts is [.., var last]:
                    attempts[^1] = last with { NextAt = entry.NextAt };
                    dueAt = entry.NextAt ?? entry.Time;
                    break;
            }
        }

        if (running is not null)
        {
            attempts.Add(new MessageAttempt
            {
                Number = attempts.Count + 1,
                StartedAt = running.Since,
                WaitMs = Math.Max(0, running.Since - dueAt),
                Outcome = MessageAttempt.Running,
            });
        }

        return attempts;
    }

    /// <summary>The retries that would follow if every one fails at once. Shifts by a future Retry-After cannot be known.</summary>
    internal static IReadOnlyList<PlannedAttempt> Planned(StoredMessage message, int attempts, long nextAt, bool isRunning, double factor)
    {
        // More than a page shows; by then the delays are a day each.
        const int Most = 100;
        List<PlannedAttempt> planned = [];
        var at = nextAt;
        var first = attempts + (isRunning ? 1 : 0);
        for (var number = first; number <= message.Spec.MaxRetries && planned.Count < Most; number++)
        {
            var delay = number == 0 ? 0 : (long)DelayAfter(message.Spec, number - 1, factor, at).TotalMilliseconds;
            at = number == first && !isRunning ? nextAt : at + delay;
            planned.Add(new PlannedAttempt(number + 1, at, delay));
        }

        return planned;
    }

    private static TimeSpan DelayAfter(MessageSpec spec, int number, double factor, long at) =>
        RetryDelay.After(spec.RetryDelayExpression, number, answered: null, factor, DateTimeOffset.FromUnixTimeMilliseconds(at));

    private static long FirstDueAt(StoredMessage message) =>
        Math.Max(message.CreatedAt.ToUnixTimeMilliseconds(), message.Spec.NotBefore ?? 0);

    private static MessageAttempt Ended(int number, long startedAt, HistoryEntry end, long dueAt) => new()
    {
        Number = number,
        StartedAt = startedAt,
        EndedAt = end.Time,
        WaitMs = Math.Max(0, startedAt - dueAt),
        DurationMs = end.Time - startedAt,
        Outcome = end.State == EventState.Delivered ? MessageAttempt.Delivered : MessageAttempt.Failed,
        Status = end.Status,
        Error = end.Error,
    };
}
