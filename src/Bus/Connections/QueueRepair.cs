using BusQStash.Bus.Naming;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusQStash.Bus.Connections;

/// <summary>
/// Mends broker queues that do not answer: asks each once more over a connection of its own, and makes it anew if it still does not. What was in it is in the ledger:
/// a lane needs no command at all, and before the queue of unordered messages goes, so does the marker, whose absence has everything that waits sent again.
/// </summary>
/// <remarks>
/// Every process that meets such a queue tries; of two the second finds it mended. Dying at any point leaves a queue that is missing, which is made by the next
/// who sends to it, or one that is still broken, which is met again.
/// </remarks>
internal sealed partial class QueueRepair(
    UnusableQueues unusable,
    QueueRenewal renewal,
    BrokerWatch watch,
    BusConnections buses,
    TimeProvider time,
    ILogger<QueueRepair> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // A queue that elects a leader answers within this; it has been waited for by whoever met it as well.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Recreating the queue resends every waiting message, so this queue is given more time.
    private static readonly TimeSpan PatienceForCommands = TimeSpan.FromSeconds(15);

    // An endpoint that connects, or whose broker has just come back, needs some seconds.
    private static readonly TimeSpan PatienceForConsumers = TimeSpan.FromSeconds(20);
    private readonly Dictionary<string, long> _unready = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (watch.State != BrokerState.Ready)
            {
                _unready.Clear();
                continue;
            }

            NoteUnready();
            foreach (var name in unusable.List())
            {
                await TryMendAsync(name, stoppingToken);
            }
        }
    }

    private void NoteUnready()
    {
        var unready = buses.ListUnready();
        foreach (var name in _unready.Keys.Except(unready).ToArray())
        {
            _unready.Remove(name);
        }

        foreach (var name in unready)
        {
            _unready.TryAdd(name, time.GetTimestamp());
            if (time.GetElapsedTime(_unready[name]) > PatienceForConsumers && !unusable.Contains(name))
            {
                Log.NotConsumed(logger, name);
                unusable.Add(name);
            }
        }
    }

    private async Task TryMendAsync(string name, CancellationToken stoppingToken)
    {
        try
        {
            await MendAsync(name, stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.NotMended(logger, name, exception is OperationCanceledException or TimeoutException ? "no answer" : exception.Message);
        }
    }

    private async Task MendAsync(string name, CancellationToken stoppingToken)
    {
        if (!_unready.ContainsKey(name) && await renewal.AnswersAsync(name, stoppingToken))
        {
            await renewal.TellAsync(name, stoppingToken);
            Log.Answers(logger, name);
            unusable.Remove(name);
            return;
        }

        if (unusable.AgeOf(name) < (name == BrokerNames.Deliver ? PatienceForCommands : Patience))
        {
            return;
        }

        await renewal.RenewAsync(name, stoppingToken);
        if (await renewal.AnswersAsync(name, stoppingToken))
        {
            Log.MadeAnew(logger, name);
            await renewal.TellAsync(name, stoppingToken);
            _unready.Remove(name);
            unusable.Remove(name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Broker queue {Name} delivers no messages; it will be recreated")]
        public static partial void NotConsumed(ILogger logger, string name);

        [LoggerMessage(2, LogLevel.Debug, "Broker queue {Name} responds again")]
        public static partial void Answers(ILogger logger, string name);

        [LoggerMessage(3, LogLevel.Warning, "Broker queue {Name} did not respond and was recreated; its messages are in the ledger")]
        public static partial void MadeAnew(ILogger logger, string name);

        [LoggerMessage(4, LogLevel.Warning, "Broker queue {Name} does not respond and could not be recreated yet: {Reason}")]
        public static partial void NotMended(ILogger logger, string name, string reason);
    }
}
