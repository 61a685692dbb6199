namespace BusQStash.Client.Publishing;

/// <summary>Limits shared by all messages of a key; at least one of parallelism and rate.</summary>
/// <param name="Key">The key: letters, digits, <c>-</c>, <c>_</c>, <c>.</c></param>
public sealed record FlowControlLimits(string Key)
{
    /// <summary>Maximum number of deliveries in flight.</summary>
    public int? Parallelism { get; init; }

    /// <summary>Maximum number of deliveries started within a <see cref="Period"/>.</summary>
    public int? Rate { get; init; }

    /// <summary>The period of the rate. Default: a second.</summary>
    public TimeSpan? Period { get; init; }
}
