using BusQStash.Bus.Publishing;
using BusQStash.Store.Delays;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Delays;

/// <summary>Sends due items: claims in order of time, sends with confirms, marks. Any number of workers do this in parallel.</summary>
/// <remarks>
/// A crash between sending and marking causes a resend after the claim expires: commands of messages are marked, so the second finds its message claimed
/// or finished; a second turn of a lane is harmless; a message scheduled through MassTransit is delivered at least once.
/// </remarks>
internal sealed partial class DueDispatcher(
    IDueItems due,
    DueSender sender,
    DelayMetrics metrics,
    TimeProvider time,
    ILogger<DueDispatcher> logger) : BackgroundService
{
    /// <summary>Rows claimed at once.</summary>
    private const int GroupSize = 200;

    /// <summary>Maximum polling interval for due rows; the dispatcher wakes earlier for a known due time.</summary>
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a claim hides a row from other workers. A worker that dies in between delays it by that much.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReturnFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var sent = await DispatchAsync(stoppingToken);
                if (sent < GroupSize)
                {
                    await Task.Delay(await NextWaitAsync(stoppingToken), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.Failed(logger, exception.Message);
                await Task.Delay(FailurePause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> DispatchAsync(CancellationToken cancellationToken)
    {
        var items = await due.ClaimAsync(time.GetUtcNow(), GroupSize, Hold, cancellationToken);
        if (items.Count == 0)
        {
            return 0;
        }

        // A claim that is neither completed nor returned (the process dies, or the ledger is unreachable) expires.
        var sent = await Task.WhenAll(items.Select(item => TrySendAsync(item, cancellationToken)));
        var done = items.Where((_, index) => sent[index]).ToArray();
        var failed = items.Where((_, index) => !sent[index]).ToArray();
        if (done.Length > 0)
        {
            await due.CompleteAsync(done, cancellationToken);
        }

        if (failed.Length > 0)
        {
            await due.ReturnAsync(failed, time.GetUtcNow() + ReturnFor, cancellationToken);
        }

        return items.Count;
    }

    private async Task<TimeSpan> NextWaitAsync(CancellationToken cancellationToken)
    {
        var next = await due.NextAsync(cancellationToken);
        var wait = next is { } at ? at - time.GetUtcNow() : PollEvery;
        return TimeSpan.FromTicks(Math.Clamp(wait.Ticks, ShortestWait.Ticks, PollEvery.Ticks));
    }

    private async Task<bool> TrySendAsync(DueItem item, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendAsync(item, cancellationToken);
            metrics.Late(time.GetUtcNow() - item.DueAt);
            return true;
        }
        catch (BrokerUnavailableException)
        {
            return false;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotSent(logger, item.Token, exception.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Due rows could not be dispatched; retrying: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Warning, "{Token} is due but could not be sent; retrying: {Reason}")]
        public static partial void NotSent(ILogger logger, string token, string reason);
    }
}
