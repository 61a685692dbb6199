using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.Retries;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>Attempts of one worker: the request and its answer are the model's, what follows is the product's.</summary>
internal sealed class ModelAttempts(World world, ModelWorker worker, TimeProvider time, InstanceIdentity identity) : IAttempts
{
    private readonly NextStep _next = new(ModelOptions.Retry, new DlqIds(identity));

    public async Task<AttemptSettlement> RunAsync(Attempt attempt, LaneEpoch? lane, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var startedAt = time.GetUtcNow();
        var made = world.Begin(worker, attempt, lane!.Value);
        await using var cut = cancellationToken.UnsafeRegister(_ => made.Cut(cancellationToken), null);
        var outcome = await made.Outcome;
        return _next.Settle(attempt, lane, outcome, startedAt, time.GetUtcNow());
    }
}
