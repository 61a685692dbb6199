using BusQStash.Worker.Delivery;
using BusQStash.Worker.Queues;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.FlowControl;

/// <summary>The parallelism all workers share, as it is set.</summary>
internal sealed class SharedLimit(IOptions<FlowControlOptions> flow, IOptions<DeliveryOptions> delivery, IOptions<LaneOptions> lanes)
{
    /// <summary>Attempts all workers may make at once; <see langword="null"/> for any number.</summary>
    public int? Max => flow.Value.GlobalParallelism;

    /// <summary>Maximum number of this worker's concurrent attempts without a limit across all attempts.</summary>
    public int Capacity => delivery.Value.MaxConcurrentDeliveries + flow.Value.MaxConcurrentDeliveries;

    /// <summary>The age of a heartbeat from which on the others share a worker's part among themselves.</summary>
    public TimeSpan WorkerMaxAge => lanes.Value.WorkerMaxAge;
}
