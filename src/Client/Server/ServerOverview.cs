namespace BusQStash.Client.Server;

/// <summary>The overview of the server; at most two seconds old.</summary>
public sealed record ServerOverview
{
    /// <summary>When it was gathered.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The health of the server's parts.</summary>
    public required ServerHealth Health { get; init; }

    /// <summary>Totals and rates.</summary>
    public required ServerNow Now { get; init; }

    /// <summary>Problems that need attention, the most severe first.</summary>
    public IReadOnlyList<AttentionItem> Attention { get => field ?? []; init; }

    /// <summary>Hosts called in the last hour, those that fail most first.</summary>
    public IReadOnlyList<HostFailures> Hosts { get => field ?? []; init; }
}
