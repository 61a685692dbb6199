using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using BusQStash.Store.Retention;
using BusQStash.Store.Startup;
using BusQStash.Store.Workflows;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Reconciliation;

/// <summary>Forgets what is past its retention, in small steps.</summary>
internal sealed class Forgetting(
    IRetention retention,
    ILogSize size,
    IDoubts doubts,
    IRunLog runs,
    IFlowKeys flowKeys,
    TimeProvider time,
    IOptions<StoreOptions> store,
    IOptions<ReconcilerOptions> options) : IReconciliation
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
        await flowKeys.ForgetIdleAsync(store.Value.FlowKeyRetention, StepSize, cancellationToken);
        var limits = new RetentionLimits(await FinishedBeforeAsync(now, cancellationToken), now - store.Value.DeadLetterRetention, now);
        for (var step = 0; step < StepsAtOnce && await retention.PruneAsync(limits, StepSize, cancellationToken) > 0; step++)
        {
        }

        for (var step = 0; step < StepsAtOnce && await runs.ForgetAsync(limits.FinishedBefore, StepSize, cancellationToken) > 0; step++)
        {
        }
    }

    /// <summary>By age, or by the size of the logs if that asks for more.</summary>
    private async Task<DateTimeOffset> FinishedBeforeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var byAge = now - store.Value.FinishedRetention;
        var bySize = store.Value.MaxLogRows is { } rows ? await size.FindCutoffAsync(rows, cancellationToken) : null;
        return bySize > byAge ? bySize.Value : byAge;
    }
}
