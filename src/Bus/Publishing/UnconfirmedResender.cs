using BusQStash.Store.Instances;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusQStash.Bus.Publishing;

/// <summary>
/// Resends the commands of this process that the broker did not confirm. Commands that were certainly not sent, because the broker was unreachable, are sent as soon as
/// it is back. Commands that may have arrived are read from the ledger once they are older than the longest send, and resent marked; a worker that receives a marked
/// command claims the message first. If the answer to a commit was lost, no command was sent for its numbers, so the messages that the ledger has under them are sent
/// at once.
/// </summary>
internal sealed partial class UnconfirmedResender(
    ConfirmTracker tracker,
    CommandSender sender,
    DuplicateAnnouncer duplicates,
    IUnconfirmedMessages unconfirmedMessages,
    InstanceIdentity identity,
    ILogger<UnconfirmedResender> logger) : BackgroundService
{
    private const int GroupSize = 200;

    // Longer than the longest send: a number that old is either confirmed or must be resent.
    private const int SamplesToWait = 8;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(2.5);
    private readonly Queue<long> _tops = new();

    /// <summary>
    /// Resends unconfirmed commands before the process stops, because other processes would do so only after they consider it dead. If this process dies or times out
    /// meanwhile, they still do.
    /// </summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (tracker.Watermark >= tracker.Top || !sender.CanSendCommands)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LeaveLimit);
        try
        {
            await SendNotSentAsync(limit.Token).WaitAsync(limit.Token);
            await SendAgainAsync(tracker.Top, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception exception)
        {
            Log.LookFailed(logger, exception.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.LookFailed(logger, exception.Message);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (sender.CanSendCommands)
        {
            await SendNotSentAsync(cancellationToken);
            await SendAbandonedAsync(cancellationToken);
        }

        _tops.Enqueue(tracker.Top);
        if (_tops.Count <= SamplesToWait)
        {
            return;
        }

        var cutoff = _tops.Dequeue();
        if (tracker.Watermark < cutoff && sender.CanSendCommands)
        {
            await SendAgainAsync(cutoff, cancellationToken);
        }
    }

    private async Task SendNotSentAsync(CancellationToken cancellationToken)
    {
        while (tracker.ListNotSent(GroupSize) is { Count: > 0 } numbers)
        {
            // Numbers in between may belong to commands that are being sent right now; they are skipped.
            var (_, seen) = await SendAsync(numbers, cancellationToken);
            foreach (var number in numbers.Where(number => number <= seen))
            {
                tracker.Confirm(number);
            }
        }
    }

    /// <summary>
    /// A commit may take effect a moment after its connection broke. A message that is not found is therefore searched again until <see cref="SendAgainAsync"/> passes its
    /// number; by then, PostgreSQL has ended every idle transaction.
    /// </summary>
    private async Task SendAbandonedAsync(CancellationToken cancellationToken)
    {
        if (tracker.ListAbandoned(GroupSize) is { Count: > 0 } numbers)
        {
            foreach (var number in (await SendAsync(numbers, cancellationToken)).Sent)
            {
                tracker.Confirm(number);
            }
        }
    }

    /// <summary>Sends the messages under numbers whose command was certainly never sent; returns their numbers, and the last number read.</summary>
    private async Task<(IReadOnlyList<long> Sent, long Seen)> SendAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        var wanted = numbers.ToHashSet();
        var found = await unconfirmedMessages.ReadUnconfirmedAsync(identity.Number, numbers[0] - 1, numbers[^1], GroupSize, cancellationToken);
        var mine = found.Where(item => wanted.Contains(item.OriginNumber)).ToArray();
        await Task.WhenAll(mine.Select(item => sender.SendMarkedAsync(item.Message, cancellationToken)));
        if (mine.Length > 0)
        {
            Log.SentAgain(logger, mine.Length);
        }

        return (Array.ConvertAll(mine, item => item.OriginNumber), found.Count < GroupSize ? numbers[^1] : found[^1].OriginNumber);
    }

    private async Task SendAgainAsync(long cutoff, CancellationToken cancellationToken)
    {
        var announced = false;
        while (tracker.Watermark is var from && from < cutoff)
        {
            var found = await unconfirmedMessages.ReadUnconfirmedAsync(identity.Number, from, cutoff, GroupSize, cancellationToken);
            var unconfirmed = found.Where(item => !tracker.IsConfirmed(item.OriginNumber)).ToArray();
            if (unconfirmed.Length > 0)
            {
                if (!announced)
                {
                    await duplicates.AnnounceAsync(new CommandRange(identity.Number, from, cutoff), cancellationToken);
                    announced = true;
                }

                await Task.WhenAll(unconfirmed.Select(item => sender.SendMarkedAsync(item.Message, cancellationToken)));
                Log.SentAgain(logger, unconfirmed.Length);
            }

            tracker.Settle(found.Count < GroupSize ? cutoff : found[^1].OriginNumber);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} unconfirmed commands were resent")]
        public static partial void SentAgain(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Debug, "Unconfirmed commands could not be resent yet: {Reason}")]
        public static partial void LookFailed(ILogger logger, string reason);
    }
}
