namespace BusQStash.Worker.FlowControl;

/// <summary>Settings of flow control, section <c>BusQStash:FlowControl</c>.</summary>
internal sealed class FlowControlOptions
{
    public const string SectionName = "BusQStash:FlowControl";

    /// <summary>Unordered messages with a flow-control key in flight in this process; 256 by default. They do not count against the other deliveries.</summary>
    public int MaxConcurrentDeliveries { get; set; } = 256;

    /// <summary>
    /// How late the first attempt of a rate's window may start after it was granted; 100 ms by default, and at least a hundredth of the period, up to a second. A process's first
    /// attempt is that late, and missing the first start of a window costs a period. Windows are kept apart by twice as much, half a period at
    /// most, so that the destination counts like we do. A worker that is later allows itself more, and keeps them apart by that much more.
    /// </summary>
    public TimeSpan StartMargin { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Attempts in flight in all workers together, of whatever kind; none by default. The same in every worker.</summary>
    public int? GlobalParallelism { get; set; }
}
