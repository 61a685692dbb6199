namespace BusQStash.Worker.Queues;

/// <summary>Settings of lanes, section <c>BusQStash:Lanes</c>.</summary>
internal sealed class LaneOptions
{
    public const string SectionName = "BusQStash:Lanes";

    /// <summary>Duration of a worker's lease on a lane without renewal; 6 s by default. A killed worker's lanes continue after that.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>Margin by which an owner counts its lease shorter than granted, for clock drift and pauses; 1 s by default.</summary>
    public TimeSpan LeaseMargin { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often leases are renewed, all in one statement; 1.5 s by default.</summary>
    public TimeSpan RenewEvery { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How often an owner polls for pause, cancel and new settings in case no notification arrived; 500 ms by default, so that they are seen within a second.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Maximum age of the known pause, cancel and settings when an attempt starts (<see cref="LaneSnapshot"/>): the polling interval plus the duration of one poll.</summary>
    public TimeSpan MaxSnapshotAge => LookEvery + TimeSpan.FromMilliseconds(500);

    /// <summary>How long a lane that cannot continue is held before it is parked in the ledger; 60 s by default.</summary>
    public TimeSpan HoldLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a lane with nothing to do keeps its endpoint; 60 s by default.</summary>
    public TimeSpan IdleLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Commands of one lane handed over ahead of their turn; 32 by default.</summary>
    public int Prefetch { get; set; } = 32;

    /// <summary>Commands of one shard handed over ahead of their turn; 512 by default.</summary>
    public int ShardPrefetch { get; set; } = 512;

    /// <summary>How often a worker searches for lanes with work and no owner; 1 s by default.</summary>
    public TimeSpan DiscoverEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A worker whose heartbeat is older than this gets no lanes; 4 s by default.</summary>
    public TimeSpan WorkerMaxAge { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How long attempts in flight may continue when the worker stops; 20 s by default. Longer ones are aborted and repeated by another worker.</summary>
    public TimeSpan StopLimit { get; set; } = TimeSpan.FromSeconds(20);
}
