using BusQStash.Bus.Publishing;
using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Instances;

/// <summary>
/// Tells the ledger regularly that this process is alive and up to which number its commands are confirmed. When it stops telling, others
/// send again what it accepted above that number and free what it had claimed.
/// </summary>
internal sealed partial class Heartbeat(
    IInstances instances,
    ConfirmTracker tracker,
    LedgerContact contact,
    InstanceIdentity identity,
    IOptions<InstanceOptions> options,
    TimeProvider time,
    ILogger<Heartbeat> logger) : BackgroundService
{
    // In a file nobody else reads it until this process has ended, and each one is a write to the disk.
    private static readonly TimeSpan PeriodInFile = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.5);

    // A heartbeat that hangs on a dead connection is abandoned: the next one uses a fresh connection, so that this process is alive again within
    // three seconds once the ledger is reachable, well before another may declare it dead.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    // A new process compiles code, and on a busy machine its timers are late by seconds.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LastLimit = TimeSpan.FromSeconds(0.5);
    private readonly long _startedAt = time.GetTimestamp();
    private bool _missed;

    /// <summary>One last heartbeat, with the commands confirmed so far.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = new CancellationTokenSource(LastLimit, time);
        await instances.BeatAsync(options.Value.Kind, tracker.Watermark, limit.Token)
            .WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(contact.IsFile ? PeriodInFile : Period, time);
        do
        {
            try
            {
                await BeatAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Missed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task BeatAsync(CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, limit.Token);
        if (time.GetElapsedTime(_startedAt) >= WarmUp && !identity.IsWatched)
        {
            contact.BeginWatch();
            identity.BeginWatch();
        }

        var askedAt = time.GetTimestamp();
        await instances.BeatAsync(options.Value.Kind, tracker.Watermark, over.Token).WaitAsync(over.Token);
        contact.Answered(time.GetElapsedTime(askedAt));
        if (_missed)
        {
            Log.Taken(logger);
        }

        _missed = false;
    }

    private void Missed(Exception exception)
    {
        contact.Failed();
        if (!_missed)
        {
            Log.Missed(logger, exception is OperationCanceledException ? "no answer" : exception.Message);
        }

        _missed = true;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The ledger does not accept this process's heartbeat: {Reason}")]
        public static partial void Missed(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Information, "The ledger accepts this process's heartbeat again")]
        public static partial void Taken(ILogger logger);
    }
}
