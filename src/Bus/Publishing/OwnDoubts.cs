using BusQStash.Store.Instances;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusQStash.Bus.Publishing;

/// <summary>
/// Looks after this process's own commands that were not confirmed: once a second, those older than any send may take are looked up in
/// the ledger and sent again, marked, if they still wait. Sent twice is harmless: who receives a marked command claims the message first.
/// </summary>
internal sealed partial class OwnDoubts(
    ConfirmTracker tracker,
    CommandSender sender,
    IDoubtfulMessages doubtful,
    InstanceIdentity identity,
    ILogger<OwnDoubts> logger) : BackgroundService
{
    private const int GroupSize = 200;

    // Longer than one send may take: a number that old is either confirmed or in doubt.
    private const int SamplesToWait = 8;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly Queue<long> _tops = new();

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
        _tops.Enqueue(tracker.Top);
        if (_tops.Count <= SamplesToWait)
        {
            return;
        }

        var cutoff = _tops.Dequeue();
        if (tracker.Watermark < cutoff)
        {
            await SendAgainAsync(cutoff, cancellationToken);
        }
    }

    private async Task SendAgainAsync(long cutoff, CancellationToken cancellationToken)
    {
        while (tracker.Watermark is var from && from < cutoff)
        {
            var found = await doubtful.ReadInDoubtAsync(identity.Number, from, cutoff, GroupSize, cancellationToken);
            var unconfirmed = found.Where(item => !tracker.IsConfirmed(item.OriginNumber)).ToArray();
            await Task.WhenAll(unconfirmed.Select(item => sender.SendUnorderedAsync(item.Message, marked: true, cancellationToken)));
            tracker.Settle(found.Count < GroupSize ? cutoff : found[^1].OriginNumber);
            if (unconfirmed.Length > 0)
            {
                Log.SentAgain(logger, unconfirmed.Length);
            }
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
