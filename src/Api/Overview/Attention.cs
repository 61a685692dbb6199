using BusQStash.Api.Queues;
using BusQStash.Store.Dlq;
using BusQStash.Store.Instances;
using BusQStash.Store.Queues;
using BusQStash.Store.Stats;

namespace BusQStash.Api.Overview;

/// <summary>Decides what needs an operator's attention. Pure: the gathered data are its input.</summary>
internal static class Attention
{
    private const int Critical = 3, Serious = 2, Worth = 1;

    /// <summary>An attempt that runs this long may be intended, or may hang.</summary>
    private const long LongAttemptMs = 60_000;

    /// <summary>A queue whose lag grew by this factor in ten minutes is growing.</summary>
    private const double Rising = 1.2;

    private const long RisingMin = 10;

    /// <summary>A worker that disappeared longer ago than this is no longer reported.</summary>
    private const long GoneMs = 3_600_000;

    internal static IEnumerable<AttentionItem> Queues(IEnumerable<QueueView> views)
    {
        foreach (var view in views.Where(view => view.Standing.StandsStill && IsTrouble(view.Standing.First.Reason, view.Facts)))
        {
            yield return new AttentionItem
            {
                Kind = "queue",
                Severity = view.Standing.First.Reason switch
                {
                    QueueReason.NoWorker or QueueReason.Unexplained => Critical,
                    QueueReason.Paused or QueueReason.FlowControl or QueueReason.WaitingForCallbacks => Worth,
                    _ => Serious,
                },
                Name = view.Facts.Queue.Name,
                Standing = StandingReasonResource.Of(view.Standing.First),
                Lag = view.Facts.Queue.Lag,
            };
        }
    }

    /// <summary>A head that waits for its delivery time does so on purpose; a paused queue that is empty delays nothing.</summary>
    private static bool IsTrouble(QueueReason reason, QueueFacts facts) =>
        reason != QueueReason.HeadDelayed && (reason != QueueReason.Paused || facts.Queue.Lag > 0);

    internal static IEnumerable<AttentionItem> Lags(IReadOnlyList<StatRow> minutes, long now)
    {
        foreach (var queue in minutes.GroupBy(row => row.Series, StringComparer.Ordinal))
        {
            var measured = queue.Where(row => row.Cell[StatGauge.Lag] is not null).OrderBy(row => row.At).ToList();
            if (measured is [var first, .., var last]
                && now - first.At >= 9 * StatSteps.LengthOf(StatStep.Minute)
                && last.Cell[StatGauge.Lag] is { } lag
                && first.Cell[StatGauge.Lag] is { } before
                && lag >= before + RisingMin
                && lag >= before * Rising)
            {
                yield return new AttentionItem
                {
                    Kind = "lag_rising",
                    Severity = Serious,
                    Name = queue.Key[StatNames.QueuePrefix.Length..],
                    Lag = lag,
                    Before = before,
                };
            }
        }
    }

    internal static IEnumerable<AttentionItem> DeadLetters(IEnumerable<DeadLetterGroup> groups) => groups.Select(group => new AttentionItem
    {
        Kind = "dead_letters",
        Severity = Serious,
        Host = group.Host,
        Status = group.Status,
        Error = group.Status == 0 ? group.Error : null,
        Count = group.Count,
        LastAt = group.LastAt,
    });

    internal static IEnumerable<AttentionItem> Late(LateWork late)
    {
        if (late.Count > 0)
        {
            yield return new AttentionItem { Kind = "due_late", Severity = Critical, Count = late.Count, OldestAt = late.OldestAt };
        }
    }

    internal static IEnumerable<AttentionItem> Schedules(IEnumerable<FailingSchedule> schedules) => schedules.Select(schedule => new AttentionItem
    {
        Kind = "schedule",
        Severity = Serious,
        Name = schedule.Id,
        Error = schedule.Error,
        LastAt = schedule.LastAt,
    });

    /// <summary>A pause is intended, but easily forgotten: all of them are one item.</summary>
    internal static IEnumerable<AttentionItem> PausedSchedules(PausedSchedules paused)
    {
        if (paused.Count > 0)
        {
            yield return new AttentionItem { Kind = "schedules_paused", Severity = Worth, Name = paused.Count == 1 ? paused.FirstId : null, Count = paused.Count };
        }
    }

    internal static IEnumerable<AttentionItem> Keys(IEnumerable<WaitingKey> keys) => keys.Select(key => new AttentionItem
    {
        Kind = "flow_control",
        Severity = key.Paused ? Serious : Worth,
        Name = key.Key,
        Count = key.Count,
        OldestAt = key.OldestAt,
        Paused = key.Paused,
    });

    internal static IEnumerable<AttentionItem> Processes(Processes processes)
    {
        foreach (var process in processes.All)
        {
            foreach (var attempt in (process is { IsAlive: true, Detail: { } detail } ? detail.Running : []).Where(attempt => processes.Now - attempt.Since > LongAttemptMs))
            {
                yield return new AttentionItem
                {
                    Kind = "long_attempt",
                    Severity = Worth,
                    MessageId = attempt.MessageId,
                    Host = attempt.Host,
                    Since = attempt.Since,
                    Worker = process.Number,
                };
            }

            if (IsGone(process, InstanceKind.Worker, processes.Now))
            {
                yield return new AttentionItem { Kind = "worker_gone", Severity = Critical, Worker = process.Number, LastAt = process.HeartbeatAt };
            }
        }
    }

    /// <summary>Whether a process disappeared without signing off, recently.</summary>
    internal static bool IsGone(ProcessView process, InstanceKind kind, long now) =>
        process is { IsAlive: false, Leaving: false } && process.Kind.HasFlag(kind) && now - process.HeartbeatAt < GoneMs;
}
