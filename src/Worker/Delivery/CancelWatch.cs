using BusQStash.Store.Messages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Delivery;

/// <summary>
/// Knows when an unordered message was last canceled. A command of a message accepted later cannot be canceled, so its first attempt needs no look
/// into the ledger; the others are looked up, many in one statement. Read twice a second: a cancel is seen within a second.
/// </summary>
internal sealed partial class CancelWatch(IMessages messages, ILogger<CancelWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(400);

    // Clocks of different machines may differ by this much.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    private long _lookUpThrough = long.MaxValue;

    /// <summary>Whether a message accepted at that time may have been canceled.</summary>
    public bool MayBeCanceled(DateTimeOffset createdAt) => createdAt.ToUnixTimeMilliseconds() <= Volatile.Read(ref _lookUpThrough);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var last = await messages.LastCancelAsync(stoppingToken);
                Volatile.Write(ref _lookUpThrough, last is { } at ? (at + Skew).ToUnixTimeMilliseconds() : long.MinValue);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Not knowing, every message is looked up.
                Volatile.Write(ref _lookUpThrough, long.MaxValue);
                Log.LookFailed(logger, exception.Message);
            }

            await Task.Delay(Period, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Cancels could not be looked up: {Reason}")]
        public static partial void LookFailed(ILogger logger, string reason);
    }
}
