using BusQStash.Store.Instances;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>Who is alive, as one worker hears it. Heartbeats go by themselves.</summary>
internal sealed class WorkerInstances(World world, StoreLine line) : IInstances
{
    public Task<IReadOnlyList<int>> ListWorkersAsync(TimeSpan maxAge, CancellationToken cancellationToken) => line.CallAsync<IReadOnlyList<int>>(
        () => [.. world.Workers.Where(worker => worker.HasBeatWithin(maxAge)).Select(worker => worker.Number)], cancellationToken);

    public Task RegisterAsync(InstanceKind kind, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task BeatAsync(InstanceKind kind, long watermark, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task EndAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task LeaveAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<DeadInstance>> ListDeadAsync(TimeSpan age, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<int>> ListDisconnectedAsync(TimeSpan age, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int?> GiveUpAsync(int number, TimeSpan age, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> ForgetAsync(int number, TimeSpan age, CancellationToken cancellationToken) => throw new NotSupportedException();
}
