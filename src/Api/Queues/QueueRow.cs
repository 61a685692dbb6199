using BusQStash.Store.Queues;

namespace BusQStash.Api.Queues;

/// <summary>A queue as people look at it.</summary>
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

    /// <summary>Messages not yet final.</summary>
    public long Lag { get; }

    /// <summary>There are more than that.</summary>
    public bool LagCapped { get; }

    /// <summary>When the oldest of them was accepted.</summary>
    public long? OldestAt { get; }

    /// <summary>It does nothing although there is something in it.</summary>
    public bool StandsStill { get; }

    public StandingResource Standing { get; }

    /// <summary>Messages that ended in the last minute.</summary>
    public long? RatePerMinute { get; init; }

    /// <summary>Messages that ended in each of the last 30 minutes; null where nobody counted.</summary>
    public IReadOnlyList<long?>? Sparkline { get; init; }

    /// <summary>The same queue, of the same kind, with how fast it is worked off.</summary>
    internal QueueRow WithRates(long? ratePerMinute, IReadOnlyList<long?>? sparkline) => this with { RatePerMinute = ratePerMinute, Sparkline = sparkline };

    internal static QueueRow Of(QueueView view) => new(view);
}
