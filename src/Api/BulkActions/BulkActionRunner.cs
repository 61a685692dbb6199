using System.Threading.Channels;
using BusQStash.Api.Messages;
using BusQStash.Api.Workflows;
using BusQStash.Store.BulkActions;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.BulkActions;

/// <summary>Goes on with bulk actions: those of this process's requests at once, those another process left behind once its hold is over.</summary>
/// <remarks>
/// <para>(1) Take an action up.</para>
/// <para>(2) Cancel a small group and remember how far it came, in one transaction: dying before it repeats the group, dying after it goes on behind it.</para>
/// <para>(3) Tell of the canceled messages. Dying here is harmless: the outbox keeps the events, and lanes look by themselves.</para>
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
    // A long action must not keep short ones waiting.
    private const int AtOnce = 4;
    private static readonly TimeSpan PruneEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(AtOnce) { FullMode = BoundedChannelFullMode.DropWrite });

    private long _prunedAt;

    /// <summary>There is a new action.</summary>
    internal void Wake() => _news.Writer.TryWrite(true);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => LoopAsync(i == 0, stoppingToken)));

    /// <summary>One loop looks by itself every now and then; the others help when there is news.</summary>
    private async Task LoopAsync(bool looks, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // (1)
                if (await actions.ClaimAsync(time.GetUtcNow(), options.Value.Hold, stoppingToken) is { } claim)
                {
                    // There may be another one.
                    Wake();
                    await WorkAsync(claim, stoppingToken);
                    continue;
                }

                await PruneAsync(stoppingToken);
                await RestAsync(looks ? options.Value.PollEvery : Timeout.InfiniteTimeSpan, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // What was taken up is taken up again when its hold is over.
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
                // Their own steps: see there.
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
            // No news: time to look whether somebody left something behind.
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
