namespace BusQStash.Worker.Queues;

/// <summary>Settings of lanes, section <c>BusQStash:Lanes</c>.</summary>
internal sealed class LaneOptions
{
    public const string SectionName = "BusQStash:Lanes";

    /// <summary>Duration of a worker's lease on a lane without renewal; 6 s by default. The lanes of a worker whose host is lost, or that is frozen, continue after that; those of a killed one sooner.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>How long a lane that cannot continue is held before it is parked in the ledger; 60 s by default.</summary>
    public TimeSpan HoldLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a lane with nothing to do keeps its endpoint; 60 s by default.</summary>
    public TimeSpan IdleLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Commands of one lane handed over ahead of their turn; 32 by default.</summary>
    public int Prefetch { get; set; } = 32;

    /// <summary>Commands of one shard handed over ahead of their turn. Not a setting.</summary>
    internal int ShardPrefetch { get; init; } = 512;

    /// <summary>A worker whose heartbeat is older than this gets no lanes; 4 s by default.</summary>
    public TimeSpan WorkerMaxAge { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How long attempts in flight may continue when the worker stops; 20 s by default. Longer ones are aborted and repeated by another worker.</summary>
    public TimeSpan StopLimit { get; set; } = TimeSpan.FromSeconds(20);
}
