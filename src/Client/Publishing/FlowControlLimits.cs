namespace BusQStash.Client.Publishing;

/// <summary>Limits shared by all messages of a key; at least one of parallelism and rate.</summary>
/// <param name="Key">The name they share: letters, digits, <c>-</c>, <c>_</c>, <c>.</c></param>
public sealed record FlowControlLimits(string Key)
{
    /// <summary>Most deliveries in flight at once.</summary>
    public int? Parallelism { get; init; }

    /// <summary>Most deliveries begun within a <see cref="Period"/>.</summary>
    public int? Rate { get; init; }

    /// <summary>What the rate is per. Default: a second.</summary>
    public TimeSpan? Period { get; init; }
}
