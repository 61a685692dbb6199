using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Queues;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>News of queues, to every worker: some are lost, some come twice, some come late.</summary>
internal sealed class ModelNews(World world) : ILaneAnnouncer
{
    public void Announce(LaneChanged change)
    {
        foreach (var worker in world.Workers.Where(worker => !worker.IsGone))
        {
            foreach (var delay in world.NextDelays())
            {
                world.After(delay, () => worker.Hear(change));
            }
        }
    }

    public Task AnnounceAsync(LaneChanged change, CancellationToken cancellationToken)
    {
        Announce(change);
        return Task.CompletedTask;
    }
}
