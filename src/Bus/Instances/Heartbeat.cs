using BusQStash.Bus.Publishing;
using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Instances;

/// <summary>
/// Tells the ledger once a second that this process is alive and up to which number its commands are confirmed. When it stops telling, others
/// send again what it accepted above that number and free what it had claimed.
/// </summary>
internal sealed partial class Heartbeat(
    IInstances instances,
    ConfirmTracker tracker,
    IOptions<InstanceOptions> options,
    ILogger<Heartbeat> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        var missed = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await instances.BeatAsync(options.Value.Kind, tracker.Watermark, stoppingToken);
                missed = false;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!missed)
                {
                    Log.Missed(logger, exception.Message);
                }

                missed = true;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The ledger does not take this process's heartbeat: {Reason}")]
        public static partial void Missed(ILogger logger, string reason);
    }
}
