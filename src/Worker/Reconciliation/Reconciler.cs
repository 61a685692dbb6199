using BusQStash.Store.Instances;
using BusQStash.Worker.Queues;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Reconciliation;

/// <summary>
/// Resumes stalled work: one worker at a time recovers from dead processes, a broker that lost its data, unpublished events
/// and unused broker queues. Every step is idempotent.
/// </summary>
internal sealed partial class Reconciler(
    IExclusiveRoles roles,
    IEnumerable<IReconciliation> jobs,
    ReconcilerMetrics metrics,
    LaneMetrics lanes,
    IOptions<ReconcilerOptions> options,
    ILogger<Reconciler> logger) : BackgroundService
{
    /// <summary>Interval between two rounds.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var holds = await roles.TryHoldAsync("reconciler", options.Value.RoleLease, stoppingToken);
                Tell(holds);
                if (holds)
                {
                    await RunAsync(stoppingToken);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Without the ledger it is unknown which worker is the reconciler, and the counts become stale.
                Tell(holds: false);
                Log.Failed(logger, "reconciler", exception.Message);
            }

            await Task.Delay(Period, stoppingToken);
        }
    }

    private void Tell(bool holds)
    {
        metrics.Hold(holds);
        if (!holds)
        {
            lanes.ForgetLag();
        }
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        foreach (var job in jobs)
        {
            try
            {
                await job.RunAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The others must not wait for it; it is tried again in the next round.
                Log.Failed(logger, job.GetType().Name, exception.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Job} failed and will retry: {Reason}")]
        public static partial void Failed(ILogger logger, string job, string reason);
    }
}
