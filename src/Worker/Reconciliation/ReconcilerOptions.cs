namespace BusQStash.Worker.Reconciliation;

/// <summary>Settings of the reconciler, section <c>BusQStash:Reconciler</c>.</summary>
internal sealed class ReconcilerOptions
{
    public const string SectionName = "BusQStash:Reconciler";

    /// <summary>A process whose heartbeat is older than this is considered dead; 8 s by default.</summary>
    public TimeSpan DeadAfter { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>How long the role is held without a renewal; 10 s by default. Others take over after that.</summary>
    public TimeSpan RoleLease { get; set; } = TimeSpan.FromSeconds(10);
}
