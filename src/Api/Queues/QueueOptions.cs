using System.ComponentModel.DataAnnotations;

namespace BusQStash.Api.Queues;

/// <summary>What a queue may be set to.</summary>
internal sealed class QueueOptions
{
    internal const string SectionName = "BusQStash:Queues";

    /// <summary>Most messages of one queue in flight at once that a user may ask for. Default: 1000.</summary>
    [Range(1, 100_000)]
    public int MaxParallelism { get; set; } = 1000;
}
