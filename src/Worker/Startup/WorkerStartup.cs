using BusQStash.Worker.Delivery;
using BusQStash.Worker.FlowControl;
using BusQStash.Worker.Queues;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Startup;

/// <summary>Begins to take work, and at the end stops taking it, lets attempts in flight end and hands lanes over before the bus goes.</summary>
internal sealed class WorkerStartup(
    DeliverEndpoint deliver,
    NewsEndpoint news,
    LaneHost lanes,
    LaneUpkeep upkeep,
    FlowDispatcher flow,
    AttemptRunner attempts,
    IOptions<LaneOptions> laneOptions) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        attempts.Freed = lanes.Free;
        lanes.Renewed += deliver.Renewed;
        upkeep.StartLeasing();
        deliver.Start();
        news.Start();
        flow.Start();
        upkeep.StartLooking();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lanes.Renewed -= deliver.Renewed;
        await upkeep.StopLookingAsync();
        await Task.WhenAll(
            lanes.StopAsync(laneOptions.Value.StopLimit),
            flow.StopAsync(laneOptions.Value.StopLimit),
            deliver.StopAsync(cancellationToken),
            news.StopAsync(cancellationToken));
        await deliver.StopInMemoryAsync(cancellationToken);
        await upkeep.StopLeasingAsync();
    }
}
