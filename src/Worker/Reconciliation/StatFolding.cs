using BusQStash.Store.Stats;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Reconciliation;

/// <summary>Puts the counts of processes together, and old minutes and hours, a few at a time.</summary>
internal sealed class StatFolding(IStats stats, TimeProvider time, IOptions<StatsOptions> options) : IReconciliation
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);
    private const int StepSize = 500;
    private const int StepsAtOnce = 20;
    private long _doneAt;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_doneAt != 0 && time.GetElapsedTime(_doneAt) < Period)
        {
            return;
        }

        _doneAt = time.GetTimestamp();
        for (var step = 0; step < StepsAtOnce && await stats.FoldAsync(time.GetUtcNow(), options.Value, StepSize, cancellationToken) >= StepSize; step++)
        {
        }
    }
}
