namespace BusQStash.Api.Overview;

/// <summary>The overview of the server's state.</summary>
internal sealed record OverviewResource
{
    /// <summary>When it was gathered.</summary>
    public required long At { get; init; }

    public required OverviewHealth Health { get; init; }

    public required OverviewNow Now { get; init; }

    /// <summary>What needs attention, the most severe first.</summary>
    public required IReadOnlyList<AttentionItem> Attention { get; init; }

    /// <summary>Hosts of the last hour, the most failing first.</summary>
    public required IReadOnlyList<OverviewHost> Hosts { get; init; }
}
