namespace BusQStash.Client.Server;

/// <summary>What is to be seen first; at most two seconds old.</summary>
public sealed record ServerOverview
{
    /// <summary>When it was gathered.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whether the parts work.</summary>
    public required ServerHealth Health { get; init; }

    /// <summary>How much there is, and how much happens.</summary>
    public required ServerNow Now { get; init; }

    /// <summary>What needs somebody, the worst first.</summary>
    public IReadOnlyList<AttentionItem> Attention { get => field ?? []; init; }

    /// <summary>Hosts of the last hour, those that fail most first.</summary>
    public IReadOnlyList<HostFailures> Hosts { get => field ?? []; init; }
}
