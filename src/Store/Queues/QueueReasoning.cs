using BusQStash.Store.FlowControl;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Queues;

/// <summary>Derives the reason for a queue's state. A pure function: the same facts always give the same reason.</summary>
/// <remarks>
/// <para>(1) Reasons that do not depend on messages: the queue is paused or empty.</para>
/// <para>
/// (2) The open places: as many of the first messages as the parallelism allows. What blocks a place is the queue's reason only if every place is blocked; otherwise it is listed
/// as an additional reason.
/// </para>
/// <para>(3) If a message can be attempted: the state of the workers and the lease.</para>
/// </remarks>
public static class QueueReasoning
{
    /// <summary>Due work that does not move for this long, in milliseconds, needs an explanation.</summary>
    public const long PatienceMs = 60_000;

    /// <summary>The reason, and the additional reasons.</summary>
    public static QueueStanding Of(QueueFacts facts)
    {
        var places = PlacesOf(facts);
        var holding = places.Select(place => Held(facts, place)).OfType<StandingReason>().ToList();
        var isHeldUp = places.Count > 0 && holding.Count == places.Count;
        List<StandingReason> first = [.. Outer(facts)];
        List<StandingReason> besides = [];
        (isHeldUp ? first : besides).AddRange(OfEach(holding));
        if (places.Count > 0)
        {
            (isHeldUp ? besides : first).AddRange(OfWorkers(facts, places));
        }

        List<StandingReason> ordered = [.. first.OrderBy(reason => reason.Reason), .. besides.OrderBy(reason => reason.Reason)];
        return new QueueStanding(ordered[0], [.. ordered.Skip(1).DistinctBy(reason => reason.Reason).OrderBy(reason => reason.Reason)]);
    }

    private static IEnumerable<StandingReason> Outer(QueueFacts facts) // (1)
    {
        var queue = facts.Queue;
        if (queue.Paused)
        {
            yield return new StandingReason(QueueReason.Paused, null, new StandingFacts
            {
                Since = queue.UpdatedAt.ToUnixTimeMilliseconds(),
                Grown = facts.Grown,
                GrownCapped = facts.Grown is { } grown ? grown >= QueueLimits.Counted : null,
            });
        }

        if (facts.Window.Count == 0)
        {
            yield return new StandingReason(QueueReason.Empty, null, new StandingFacts { LastFinishedAt = facts.LastFinishedAt });
        }
    }

    private static List<MessageView> PlacesOf(QueueFacts facts) // (2)
    {
        var now = facts.Processes.Now;
        var parallelism = facts.Queue.Parallelism;
        if (!facts.Queue.StepsAside)
        {
            return [.. facts.Window.Take(parallelism)];
        }

        List<MessageView> passing = [.. facts.Window.Where(message => !message.IsInBackoff(now)).Take(parallelism)];
        return passing.Count > 0 ? passing : [.. facts.Window.Take(parallelism)];
    }

    private static StandingReason? Held(QueueFacts facts, MessageView place)
    {
        var now = facts.Processes.Now;
        if (place.IsFinal)
        {
            var callbacks = facts.Callbacks.GetValueOrDefault(place.Id) ?? [];
            return new StandingReason(
                QueueReason.WaitingForCallbacks, callbacks.Min(callback => callback.NextAt), new StandingFacts { MessageId = place.Id, Callbacks = callbacks });
        }

        if (place.IsInBackoff(now))
        {
            var waiting = Waiting(facts, place) with { Attempt = place.Attempts + 1 };

            // The last result is only read of the head; another message must not be given it.
            return new StandingReason(QueueReason.HeadInBackoff, place.NotBefore, place.Id != facts.Window[0].Id ? waiting : waiting with
            {
                Of = facts.HeadAttempts,
                LastStatus = facts.HeadLast.Status,
                LastError = facts.HeadLast.Error,
            });
        }

        if (place.IsDelayed(now))
        {
            return new StandingReason(QueueReason.HeadDelayed, place.NotBefore, Waiting(facts, place));
        }

        return facts.Lines.FirstOrDefault(line => line.MessageId == place.Id) is { } line ? InLine(line, now) : null;
    }

    private static StandingFacts Waiting(QueueFacts facts, MessageView place) => new() { MessageId = place.Id, Behind = Math.Max(0, facts.Queue.Lag - 1) };

    /// <summary>The reason of a message that waits in the line of its key.</summary>
    public static StandingReason InLine(FlowView line, long now) =>
        new(QueueReason.FlowControl, NextWindow(line.Key, now), FactsOf(line));

    /// <summary>Facts about a message's place in a line and its key.</summary>
    public static StandingFacts FactsOf(FlowView line) => new()
    {
        MessageId = line.MessageId,
        Key = line.Key.Key,
        Paused = line.Key.Paused,
        Parallelism = line.Key.Parallelism,
        InUse = line.Key.InFlight,
        Rate = line.Key.Rate,
        RateUsed = line.Key.Rate is null ? null : line.Key.RateCount,
        PeriodSeconds = line.Key.Rate is null ? null : line.Key.PeriodSeconds,
        Place = line.Place,
    };

    private static long? NextWindow(FlowKeyInfo key, long now)
    {
        var end = key.WindowStartedAt + (key.PeriodSeconds * 1000L);
        return key is { Paused: false, Rate: { } rate } && key.RateCount >= rate && end > now ? end : null;
    }

    private static IEnumerable<StandingReason> OfEach(List<StandingReason> holding) => holding
        .GroupBy(reason => reason.Reason)
        .Select(group => group.First() with { NextAt = group.Min(reason => reason.NextAt) });

    private static IEnumerable<StandingReason> OfWorkers(QueueFacts facts, List<MessageView> places) // (3)
    {
        var running = places
            .Select(place => (Message: place, Found: facts.Processes.FindRunning(place.Id)))
            .Where(place => place.Found is not null)
            .Select(place => (place.Message, place.Found!.Value.Attempt, place.Found.Value.Worker))
            .ToList();
        var now = facts.Processes.Now;
        var due = places.FirstOrDefault(place => place.IsDue(now) && Held(facts, place) is null);
        if (facts.Processes is { WorkerSeenAt: var seen } && !facts.Processes.Workers.Any())
        {
            yield return new StandingReason(QueueReason.NoWorker, null, new StandingFacts { LastSeenAt = seen });
        }

        if (facts.Lane is { HolderAlive: false } lane && lane.LeaseUntil > now)
        {
            yield return new StandingReason(QueueReason.LeaseElsewhere, lane.LeaseUntil, new StandingFacts
            {
                Holder = lane.Holder,
                HolderHeartbeatAt = lane.HolderHeartbeatAt,
                LeaseUntil = lane.LeaseUntil,
            });
        }

        if (running.Count > 0)
        {
            yield return new StandingReason(QueueReason.Running, null, new StandingFacts
            {
                MessageId = running[0].Message.Id,
                Since = running[0].Attempt.Since,
                Worker = running[0].Worker,
                Host = running[0].Attempt.Host,
                LongestMs = running[0].Message.Id == facts.Window[0].Id ? facts.HeadTimeoutMs : null,
                Count = running.Count,
            });
        }
        else if (due is not null)
        {
            yield return Moving(facts, due);
        }
    }

    private static StandingReason Moving(QueueFacts facts, MessageView due)
    {
        var now = facts.Processes.Now;
        var (inFlight, capacity) = (facts.Processes.Workers.Sum(worker => (long)worker.InFlight), facts.Processes.Workers.Sum(worker => (long)worker.Capacity));
        if (capacity > 0 && inFlight >= capacity)
        {
            return new StandingReason(QueueReason.GlobalParallelism, null, new StandingFacts { InUse = inFlight, Limit = capacity });
        }

        // Changed settings woke the lane; before that, no message could be due.
        var dueAt = Math.Max(Math.Max(due.NotBefore, due.CreatedAt), facts.Queue.UpdatedAt.ToUnixTimeMilliseconds());
        if (now - Math.Max(dueAt, facts.LastFinishedAt ?? 0) >= PatienceMs)
        {
            return new StandingReason(
                QueueReason.Unexplained, null, new StandingFacts { MessageId = due.Id, DueAt = dueAt, LastFinishedAt = facts.LastFinishedAt });
        }

        return new StandingReason(QueueReason.Draining, null, new StandingFacts
        {
            RatePerMinute = facts.RatePerMinute,
            AboutMs = facts.RatePerMinute > 0 ? (long)(facts.Queue.Lag / facts.RatePerMinute * 60_000) : null,
        });
    }
}
