using BusQStash.Bus.Publishing;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;

namespace BusQStash.Worker.Workflows;

/// <summary>Settles attempts that end or continue a workflow run, and sends what follows.</summary>
internal sealed class RunSettlements(IWorkflowRuns runs, RunEffectsPublisher effects)
{
    public Task<SettleOutcome> SettleAsync(AttemptSettlement settlement, CancellationToken cancellationToken) =>
        runs.SettleAsync(settlement, cancellationToken);

    public Task PublishAsync(RunEffects following) => effects.PublishAsync(following);
}
