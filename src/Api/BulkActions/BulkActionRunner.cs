using System.Threading.Channels;
using BusQStash.Api.Messages;
using BusQStash.Api.Workflows;
using BusQStash.Store.BulkActions;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.BulkActions;

/// <summary>Runs bulk actions in the background: those of this process's requests at once, those another process abandoned when their claim expires.</summary>
/// <remarks>
/// <para>(1) Claim an action.</para>
/// <para>(2) Cancel a small group and record the progress in one transaction: a crash before the commit repeats the group, a crash after it continues behind the group.</para>
/// <para>(3) Publish the events of the canceled messages. A crash here is harmless: the outbox stores the events, and lanes poll.</para>
/// </remarks>
internal sealed partial class BulkActionRunner(
    IBulkActions actions,
    Cancellations cancellations,
    DeadLetterBulk deadLetters,
    RunCancels runCancels,
    TimeProvider time,
    IOptions<BulkActionOptions> options,
    ILogger<BulkActionRunner> logger) : BackgroundService
{
    // Several loops, so that a long action does not block short ones (head-of-line blocking).
    private const int AtOnce = 4;

    // For actions that others left unfinished.
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(AtOnce) { FullMode = BoundedChannelFullMode.DropWrite });

    private long _prunedAt;

    /// <summary>Signals a new action.</summary>
    internal void Wake() => _news.Writer.TryWrite(true);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => LoopAsync(i == 0, stoppingToken)));

    /// <summary>One loop polls at intervals; the others run only on a signal.</summary>
    private async Task LoopAsync(bool looks, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // (1)
                if (await actions.ClaimAsync(time.GetUtcNow(), options.Value.Hold, stoppingToken) is { } claim)
                {
                    // There may be another action.
                    Wake();
                    await WorkAsync(claim, stoppingToken);
                    continue;
                }

                await PruneAsync(stoppingToken);
                await RestAsync(looks ? PollEvery : Timeout.InfiniteTimeSpan, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // A claimed action is claimed again when its claim expires.
                Log.Failed(logger, exception.Message);
                await Task.Delay(FailurePause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WorkAsync(BulkClaim claim, CancellationToken stoppingToken)
    {
        for (var current = claim; current is not null;)
        {
            if (stoppingToken.IsCancellationRequested)
            {
                await actions.ReleaseAsync(current, CancellationToken.None);
                return;
            }

            if (current.Action.Kind != BulkKind.Cancel)
            {
                // Both kinds implement their own steps.
                current = current.Action.Kind == BulkKind.RunCancel
                    ? await runCancels.StepAsync(current, CancellationToken.None)
                    : await deadLetters.StepAsync(current, CancellationToken.None);
                continue;
            }

            // (2)
            var step = await actions.StepAsync(
                current, options.Value.GroupSize, time.GetUtcNow(), options.Value.Hold, CancellationToken.None);

            // (3)
            await cancellations.TellAsync(step.Canceled);
            current = step.Next;
        }

        Log.Left(logger, claim.Action.Id);
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        var last = Volatile.Read(ref _prunedAt);
        if ((last == 0 || time.GetElapsedTime(last) >= PruneEvery)
            && Interlocked.CompareExchange(ref _prunedAt, time.GetTimestamp(), last) == last)
        {
            await actions.PruneAsync(time.GetUtcNow() - options.Value.Retention, cancellationToken);
        }
    }

    private async Task RestAsync(TimeSpan wait, CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(wait);
        try
        {
            await _news.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // No signal: time to poll for abandoned actions.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Bulk actions could not be processed; retrying: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Debug, "Bulk action {ActionId} is done or was taken over by another process")]
        public static partial void Left(ILogger logger, string actionId);
    }
}
