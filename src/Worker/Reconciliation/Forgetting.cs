using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using BusQStash.Store.Retention;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Reconciliation;

/// <summary>Forgets what is past its retention, in small steps.</summary>
internal sealed class Forgetting(
    IRetention retention, IDoubts doubts, IFlowKeys flowKeys, TimeProvider time, IOptions<StoreOptions> store, IOptions<ReconcilerOptions> options) : IReconciliation
{
    private const int StepSize = 1_000;
    private const int StepsAtOnce = 50;
    private long _doneAt;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_doneAt != 0 && time.GetElapsedTime(_doneAt) < options.Value.PruneEvery)
        {
            return;
        }

        _doneAt = time.GetTimestamp();
        var now = time.GetUtcNow();
        await doubts.ForgetAsync(now - store.Value.FinishedRetention, cancellationToken);
        var limits = new RetentionLimits(now - store.Value.FinishedRetention, now - store.Value.DeadLetterRetention, now);
        await flowKeys.ForgetIdleAsync(store.Value.FlowKeyRetention, StepSize, cancellationToken);
        for (var step = 0; step < StepsAtOnce && await retention.PruneAsync(limits, StepSize, cancellationToken) > 0; step++)
        {
        }
    }
}
