namespace BusQStash.Api.Overview;

/// <summary>What is to be seen first.</summary>
internal sealed record OverviewResource
{
    /// <summary>When it was gathered.</summary>
    public required long At { get; init; }

    public required OverviewHealth Health { get; init; }

    public required OverviewNow Now { get; init; }

    /// <summary>What needs somebody, the worst first.</summary>
    public required IReadOnlyList<AttentionItem> Attention { get; init; }

    /// <summary>Hosts of the last hour, those that fail most first.</summary>
    public required IReadOnlyList<OverviewHost> Hosts { get; init; }
}
