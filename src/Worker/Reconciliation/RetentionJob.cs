using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using BusQStash.Store.Retention;
using BusQStash.Store.Workflows;

namespace BusQStash.Worker.Reconciliation;

/// <summary>Retention: deletes expired rows in small steps.</summary>
internal sealed class RetentionJob(
    IRetention retention,
    IPossibleDuplicates duplicates,
    IRunLog runs,
    IFlowKeys flowKeys,
    RetentionCutoffs cutoffs,
    TimeProvider time) : IReconciliation
{
    private const int StepSize = 1_000;
    private const int StepsAtOnce = 50;
    private static readonly TimeSpan PruneEvery = TimeSpan.FromMinutes(1);
    private long _doneAt;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_doneAt != 0 && time.GetElapsedTime(_doneAt) < PruneEvery)
        {
            return;
        }

        _doneAt = time.GetTimestamp();
        var now = time.GetUtcNow();
        await duplicates.ForgetAsync(cutoffs.FinishedBefore(now), cancellationToken);
        await flowKeys.ForgetIdleAsync(cutoffs.IdleKeys, StepSize, cancellationToken);
        var limits = await cutoffs.LimitsAsync(now, cancellationToken);
        for (var step = 0; step < StepsAtOnce && await retention.PruneAsync(limits, StepSize, cancellationToken) > 0; step++)
        {
        }

        for (var step = 0; step < StepsAtOnce && await runs.ForgetAsync(limits.FinishedBefore, StepSize, cancellationToken) > 0; step++)
        {
        }
    }
}
