using BusQStash.Store.Queues;

namespace BusQStash.Api.Queues;

/// <summary>A queue in the dashboard's lists.</summary>
internal record QueueRow
{
    private protected QueueRow(QueueView view)
    {
        var (facts, queue) = (view.Facts, view.Facts.Queue);
        Name = queue.Name;
        Parallelism = queue.Parallelism;
        Paused = queue.Paused;
        FailingHead = queue.StepsAside ? QueueResource.StepAside : QueueResource.Block;
        AwaitCallbacks = queue.AwaitsCallbacks;
        CreatedAt = queue.CreatedAt.ToUnixTimeMilliseconds();
        UpdatedAt = queue.UpdatedAt.ToUnixTimeMilliseconds();
        Lag = queue.Lag;
        LagCapped = facts.LagCapped;
        OldestAt = facts.OldestAt;
        StandsStill = view.Standing.StandsStill;
        Standing = StandingResource.Of(view.Standing);
    }

    public string Name { get; }

    public int Parallelism { get; }

    public bool Paused { get; }

    public string FailingHead { get; }

    public bool AwaitCallbacks { get; }

    public long CreatedAt { get; }

    public long UpdatedAt { get; }

    /// <summary>Messages that are not final.</summary>
    public long Lag { get; }

    /// <summary>Whether there are more than that.</summary>
    public bool LagCapped { get; }

    /// <summary>When the oldest of them was accepted.</summary>
    public long? OldestAt { get; }

    /// <summary>Whether the queue makes no progress although it contains messages.</summary>
    public bool StandsStill { get; }

    public StandingResource Standing { get; }

    /// <summary>Messages that became final in the last minute.</summary>
    public long? RatePerMinute { get; init; }

    /// <summary>Messages that became final in each of the last 30 minutes; null where nothing was counted.</summary>
    public IReadOnlyList<long?>? Sparkline { get; init; }

    /// <summary>The same queue, of the same type, with its throughput.</summary>
    internal QueueRow WithRates(long? ratePerMinute, IReadOnlyList<long?>? sparkline) => this with { RatePerMinute = ratePerMinute, Sparkline = sparkline };

    internal static QueueRow Of(QueueView view) => new(view);
}
