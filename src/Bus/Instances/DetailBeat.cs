using System.Reflection;
using BusQStash.Bus.Settings;
using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Instances;

/// <summary>
/// Writes this process's activity to the ledger for people to see: at once when it changes, else periodically. Separate from the heartbeat, on which other processes
/// depend; a missed or repeated write affects only the display.
/// </summary>
internal sealed partial class DetailBeat(
    IInstanceDetails details, OwnActivity activity, SharedSettings settings, TimeProvider time, IOptions<InstanceOptions> options, ILogger<DetailBeat> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>A shorter attempt ends before anyone could read about it.</summary>
    private static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(2);
    private const int MostAttempts = 50;

    private static readonly string Version = typeof(DetailBeat).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await details.LeaveAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            // The process will be shown as gone without signing off; nothing else follows.
            Log.Missed(logger, exception.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        InstanceDetail? written = null;
        var writtenAt = 0L;
        do
        {
            var detail = Now();
            if (written is not null && IsSame(written, detail) && time.GetElapsedTime(writtenAt) < Longest)
            {
                continue;
            }

            try
            {
                // Settings do not change while a process runs; its first words carry them.
                await details.WriteAsync(written is null ? detail with { Settings = settings.List() } : detail, stoppingToken);
                if (written is null)
                {
                    await details.ForgetAsync(Kept, stoppingToken);
                }

                (written, writtenAt) = (detail, time.GetTimestamp());
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Missed(logger, exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private InstanceDetail Now() => new(
        options.Value.Kind,
        Version,
        Environment.MachineName,
        activity.Queues(),
        activity.Longest((time.GetUtcNow() - WorthTelling).ToUnixTimeMilliseconds(), MostAttempts));

    private static bool IsSame(InstanceDetail one, InstanceDetail other) => one.Queues == other.Queues && one.Running.SequenceEqual(other.Running);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "This process could not write its details to the ledger: {Reason}")]
        public static partial void Missed(ILogger logger, string reason);
    }
}
