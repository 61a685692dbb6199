using System.ComponentModel.DataAnnotations;

namespace BusQStash.Api.Queues;

/// <summary>Limits on a queue's configuration.</summary>
internal sealed class QueueOptions
{
    internal const string SectionName = "BusQStash:Queues";

    /// <summary>Highest parallelism of one queue that a user may set. Default: 1000.</summary>
    [Range(1, 100_000)]
    public int MaxParallelism { get; set; } = 1000;
}
