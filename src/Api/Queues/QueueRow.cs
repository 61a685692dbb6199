using BusQStash.Store.Queues;

namespace BusQStash.Api.Queues;

/// <summary>A queue in the dashboard's lists.</summary>
internal record QueueRow
{
    private readonly QueueView _view;

    private protected QueueRow(QueueView view) => _view = view;

    public string Name => Queue.Name;

    public int Parallelism => Queue.Parallelism;

    public bool Paused => Queue.Paused;

    public string FailingHead => Queue.StepsAside ? QueueResource.StepAside : QueueResource.Block;

    public bool AwaitCallbacks => Queue.AwaitsCallbacks;

    public long CreatedAt => Queue.CreatedAt.ToUnixTimeMilliseconds();

    public long UpdatedAt => Queue.UpdatedAt.ToUnixTimeMilliseconds();

    /// <summary>Messages that are not final.</summary>
    public long Lag => Queue.Lag;

    /// <summary>Whether there are more than that.</summary>
    public bool LagCapped => _view.Facts.LagCapped;

    /// <summary>When the oldest of them was accepted.</summary>
    public long? OldestAt => _view.Facts.OldestAt;

    /// <summary>Whether the queue makes no progress although it contains messages.</summary>
    public bool StandsStill => _view.Standing.StandsStill;

    public StandingResource Standing => StandingResource.Of(_view.Standing);

    /// <summary>Messages that became final in the last minute.</summary>
    public long? RatePerMinute { get; init; }

    /// <summary>Messages that became final in each of the last 30 minutes; null where nothing was counted.</summary>
    public IReadOnlyList<long?>? Sparkline { get; init; }

    private QueueInfo Queue => _view.Facts.Queue;

    /// <summary>The same queue, of the same type, with its throughput.</summary>
    internal QueueRow WithRates(long? ratePerMinute, IReadOnlyList<long?>? sparkline) => this with { RatePerMinute = ratePerMinute, Sparkline = sparkline };

    internal static QueueRow Of(QueueView view) => new(view);
}
