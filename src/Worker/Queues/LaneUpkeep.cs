using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Queues;

/// <summary>Looks for lanes without an owner, and renews the leases of those held here.</summary>
internal sealed partial class LaneUpkeep(LaneHost lanes, LaneLeases leases, LanePlacement placement, ILogger<LaneUpkeep> logger) : IDisposable
{
    /// <summary>How often a worker searches for lanes with work and no owner.</summary>
    internal static readonly TimeSpan DiscoverEvery = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _wakes =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly CancellationTokenSource _stopLooking = new();
    private readonly CancellationTokenSource _stopLeasing = new();
    private Task _looking = Task.CompletedTask;
    private Task _leasing = Task.CompletedTask;

    public void StartLeasing() => _leasing = Task.Run(() => leases.RunAsync(_stopLeasing.Token), CancellationToken.None);

    public void StartLooking() => _looking = Task.Run(() => LookAsync(_stopLooking.Token), CancellationToken.None);

    /// <summary>Another process has gone: its lanes may be this worker's now.</summary>
    public void LookSoon()
    {
        placement.Outdate();
        _wakes.Writer.TryWrite(true);
    }

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
                await WaitAsync(stoppingToken);
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

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(DiscoverEvery);
        Task woken = _wakes.Reader.ReadAsync(limit.Token).AsTask();
        await woken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stoppingToken.ThrowIfCancellationRequested();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Queues without an owner could not be searched: {Reason}")]
        public static partial void LookFailed(ILogger logger, string reason);
    }
}
