using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusQStash.Bus.Connections;

/// <summary>
/// Repairs broker queues that do not respond: probes each once more over a separate connection, and recreates it if it still does not respond. Its content is in the
/// ledger: a lane needs no command, and the marker is removed before the queue of unordered messages, so that all waiting messages are resent.
/// </summary>
/// <remarks>
/// Every process that detects such a queue tries; the second finds it repaired. A crash at any point leaves either a missing queue, which the next sender
/// creates, or a broken one, which is detected again.
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

    // A queue whose leader's node stands still responds again once the other nodes have dropped that node (docs/operations.md), and then keeps what it holds. The ledger
    // carries a lane meanwhile; recreating the queue of unordered messages resends every waiting one.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

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

        if (unusable.AgeOf(name) < Patience)
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
