using BusQStash.Api.Queues;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;

namespace BusQStash.Api.Messages;

/// <summary>Derives a message's verdict. Pure: it depends on the rows alone, not on the caller.</summary>
internal static class Verdicts
{
    internal static MessageVerdict Of(MessageSituation situation) => situation.Message.State switch
    {
        MessageState.Delivered => Delivered(situation),
        MessageState.Failed => Failed(situation),
        MessageState.Canceled => new MessageVerdict(
            VerdictCode.Canceled, situation.Message.FinishedAt, new VerdictFacts { Attempts = situation.Message.Attempts }),
        _ => Unfinished(situation),
    };

    private static MessageVerdict Delivered(MessageSituation situation)
    {
        var last = situation.Attempts is [.., var latest] ? latest : null;
        return new MessageVerdict(VerdictCode.Delivered, situation.Message.FinishedAt, new VerdictFacts
        {
            Status = last?.Status,
            Host = HostOf(situation),
            Attempts = situation.Message.Attempts,
            DurationMs = last?.DurationMs,
        });
    }

    private static MessageVerdict Failed(MessageSituation situation)
    {
        // A message that failed before its last allowed attempt had a response that forbids retries.
        var isExhausted = situation.Message.Attempts > situation.Stored.Spec.MaxRetries;
        var last = situation.Attempts is [.., var latest] ? latest : null;
        return new MessageVerdict(isExhausted ? VerdictCode.FailedExhausted : VerdictCode.FailedNotRetryable, situation.Message.FinishedAt, new VerdictFacts
        {
            Status = last?.Status,
            Error = last?.Error,
            Host = HostOf(situation),
            Attempts = situation.Message.Attempts,
            DlqId = situation.DeadLetter?.DlqId,
        });
    }

    private static MessageVerdict Unfinished(MessageSituation situation)
    {
        var (message, now) = (situation.Message, situation.Processes.Now);
        var next = new VerdictFacts { Attempt = message.Attempts + 1, Of = situation.Stored.Spec.MaxRetries + 1 };
        if (situation.IsRunning)
        {
            var running = situation.Processes.FindRunning(message.Id);
            return new MessageVerdict(
                VerdictCode.Running, null, next with { Host = HostOf(situation), Since = running?.Attempt.Since, Worker = running?.Worker });
        }

        if (situation.Queue is { Facts.Queue.Paused: true })
        {
            return new MessageVerdict(VerdictCode.QueuePaused, null, InQueue(situation));
        }

        if (message.IsInBackoff(now))
        {
            var last = situation.Attempts.LastOrDefault(attempt => attempt.Outcome == MessageAttempt.Failed);
            return new MessageVerdict(
                VerdictCode.Retrying, message.NotBefore, next with { LastStatus = last?.Status, LastError = last?.Error, Host = HostOf(situation) });
        }

        if (message.IsDelayed(now))
        {
            return new MessageVerdict(VerdictCode.Delayed, message.NotBefore, next);
        }

        return situation.Line is { } line ? InLine(line, now) : Due(situation);
    }

    private static MessageVerdict Due(MessageSituation situation)
    {
        var (message, now) = (situation.Message, situation.Processes.Now);
        if (situation.Queue is { } queue)
        {
            return situation.Around.Before > 0
                ? new MessageVerdict(VerdictCode.BehindQueue, queue.Standing.First.NextAt, InQueue(situation) with { Standing = StandingResource.Of(queue.Standing) })
                : new MessageVerdict(VerdictCode.HeadOfQueue, queue.Standing.First.NextAt, new VerdictFacts
                {
                    QueueName = message.QueueName,
                    Standing = StandingResource.Of(queue.Standing),
                });
        }

        if (!situation.Processes.Workers.Any())
        {
            return new MessageVerdict(VerdictCode.NoWorker, null, new VerdictFacts { LastSeenAt = situation.Processes.WorkerSeenAt });
        }

        var (inUse, limit) = (situation.Processes.Workers.Sum(worker => (long)worker.InFlight), situation.Processes.Workers.Sum(worker => (long)worker.Capacity));
        return limit > 0 && inUse >= limit
            ? new MessageVerdict(VerdictCode.GlobalParallelism, null, new VerdictFacts { InUse = inUse, Limit = limit })
            : new MessageVerdict(VerdictCode.Due, null, new VerdictFacts { Since = Math.Min(now, Math.Max(message.NotBefore, message.CreatedAt)) });
    }

    private static MessageVerdict InLine(FlowView line, long now)
    {
        var reason = QueueReasoning.InLine(line, now);
        return new MessageVerdict(VerdictCode.FlowControl, reason.NextAt, new VerdictFacts
        {
            Key = reason.Facts.Key,
            Place = reason.Facts.Place,
            Paused = reason.Facts.Paused,
            Parallelism = reason.Facts.Parallelism,
            InUse = reason.Facts.InUse,
            Rate = reason.Facts.Rate,
            RateUsed = reason.Facts.RateUsed,
            PeriodSeconds = reason.Facts.PeriodSeconds,
        });
    }

    private static VerdictFacts InQueue(MessageSituation situation) => new()
    {
        QueueName = situation.Message.QueueName,
        Ahead = situation.Around.Before,
        AheadCapped = situation.Around.Before >= QueueLimits.Counted,
    };

    private static string HostOf(MessageSituation situation) => EventFacets.HostOf(situation.Message.Url);
}
