using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Queues;

/// <summary>Looks for lanes without an owner, and renews the leases of those held here.</summary>
internal sealed partial class LaneUpkeep(LaneHost lanes, LaneLeases leases, ILogger<LaneUpkeep> logger) : IDisposable
{
    /// <summary>How often a worker searches for lanes with work and no owner.</summary>
    internal static readonly TimeSpan DiscoverEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopLooking = new();
    private readonly CancellationTokenSource _stopLeasing = new();
    private Task _looking = Task.CompletedTask;
    private Task _leasing = Task.CompletedTask;

    public void StartLeasing() => _leasing = Task.Run(() => leases.RunAsync(_stopLeasing.Token), CancellationToken.None);

    public void StartLooking() => _looking = Task.Run(() => LookAsync(_stopLooking.Token), CancellationToken.None);

    public async Task StopLookingAsync()
    {
        await _stopLooking.CancelAsync();
        await _looking;
    }

    /// <summary>Last of all: lanes are handed over under their leases.</summary>
    public async Task StopLeasingAsync()
    {
        await _stopLeasing.CancelAsync();
        await _leasing;
    }

    public void Dispose()
    {
        _stopLooking.Dispose();
        _stopLeasing.Dispose();
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await lanes.LookAsync(stoppingToken);
                await Task.Delay(DiscoverEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.LookFailed(logger, exception.Message);
                await Task.Delay(DiscoverEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Queues without an owner could not be searched: {Reason}")]
        public static partial void LookFailed(ILogger logger, string reason);
    }
}
