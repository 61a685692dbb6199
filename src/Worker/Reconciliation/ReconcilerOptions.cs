namespace BusQStash.Worker.Reconciliation;

/// <summary>Settings of the reconciler, section <c>BusQStash:Reconciler</c>.</summary>
internal sealed class ReconcilerOptions
{
    public const string SectionName = "BusQStash:Reconciler";

    /// <summary>Interval between two rounds; 1 s by default.</summary>
    public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A process whose heartbeat is older than this is considered dead; 8 s by default.</summary>
    public TimeSpan DeadAfter { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>How long the role is held without a renewal; 10 s by default. Others take over after that.</summary>
    public TimeSpan RoleLease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Broker queues of deleted queues are removed this long after the deletion; 5 s by default, so that workers have let go of them.</summary>
    public TimeSpan RemoveAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Interval between two rounds of deleting expired rows (retention); 1 minute by default.</summary>
    public TimeSpan PruneEvery { get; set; } = TimeSpan.FromMinutes(1);
}
