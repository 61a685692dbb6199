using BusQStash.Store.Instances;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusQStash.Bus.Publishing;

/// <summary>
/// Looks after this process's own commands that were not confirmed. Those that were certainly not sent, because the broker was away, are sent as soon as
/// it is back. Those that may or may not have arrived are looked up in the ledger once they are older than any send may take, and sent again, marked: who
/// receives a marked command claims the message first. The same goes for numbers of a commit whose answer was lost: no command of theirs was ever sent, so what
/// the ledger turns out to have is sent at once.
/// </summary>
internal sealed partial class OwnDoubts(
    ConfirmTracker tracker,
    CommandSender sender,
    Doubts doubts,
    IDoubtfulMessages doubtful,
    InstanceIdentity identity,
    ILogger<OwnDoubts> logger) : BackgroundService
{
    private const int GroupSize = 200;

    // Longer than one send may take: a number that old is either confirmed or in doubt.
    private const int SamplesToWait = 8;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(2.5);
    private readonly Queue<long> _tops = new();

    /// <summary>
    /// Before the process leaves, what is not confirmed is sent once more: others would look for it only when they take the process for dead. Dying, or giving up, in
    /// the middle of it leaves it to them.
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
            // There may be others between them, on their way right now: they are left alone.
            var (_, seen) = await SendAsync(numbers, cancellationToken);
            foreach (var number in numbers.Where(number => number <= seen))
            {
                tracker.Confirm(number);
            }
        }
    }

    /// <summary>
    /// A commit may take effect a moment after its connection broke, so what is not found is looked for again until <see cref="SendAgainAsync"/> gives it up: by
    /// then PostgreSQL has ended every transaction that stood still.
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

    /// <summary>Sends what the ledger has under numbers whose command was certainly never sent; says which, and up to where it looked.</summary>
    private async Task<(IReadOnlyList<long> Sent, long Seen)> SendAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        var wanted = numbers.ToHashSet();
        var found = await doubtful.ReadInDoubtAsync(identity.Number, numbers[0] - 1, numbers[^1], GroupSize, cancellationToken);
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
            var found = await doubtful.ReadInDoubtAsync(identity.Number, from, cutoff, GroupSize, cancellationToken);
            var unconfirmed = found.Where(item => !tracker.IsConfirmed(item.OriginNumber)).ToArray();
            if (unconfirmed.Length > 0)
            {
                if (!announced)
                {
                    await doubts.AnnounceAsync(new DoubtfulCommands(identity.Number, from, cutoff), cancellationToken);
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
        [LoggerMessage(1, LogLevel.Information, "{Count} commands whose confirm never came were sent again")]
        public static partial void SentAgain(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Debug, "Unconfirmed commands could not be looked after yet: {Reason}")]
        public static partial void LookFailed(ILogger logger, string reason);
    }
}
