using System.Collections.Concurrent;
using System.Globalization;
using BusQStash.Bus.Naming;
using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Queues;

/// <summary>The lanes of this worker: created when they have work, handed over when they are assigned to another worker, dropped when idle.</summary>
internal sealed partial class LaneHost(
    LaneServices services,
    LanePlacement placement,
    ILaneEndpoints endpoints,
    ILanes lanes,
    LaneMetrics metrics,
    ILogger<LaneHost> logger)
{
    private const int DiscoverAtOnce = 500;
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, LaneRunner> _runners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LaneRunner> _leaving = new(StringComparer.Ordinal);
    private volatile bool _stopping;

    /// <summary>Raised with the name of a broker queue that was recreated; its consumers must reconnect.</summary>
    public event Action<string>? Renewed;

    /// <summary>The shard behind an endpoint's address; <see langword="null"/> for a lane's own.</summary>
    public static int? ShardOf(Uri address)
    {
        var name = address.Segments[^1];
        var prefix = BrokerNames.Shard(0)[..^2];
        return name.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(name[prefix.Length..], CultureInfo.InvariantCulture, out var shard)
            ? shard
            : null;
    }

    /// <summary>A command arrived; completes when the command may be acknowledged.</summary>
    public Task TakeTurnAsync(string queueName, int? shard, StoredMessage message, DeliverMessage command)
    {
        var turn = new LaneTurnHandle(message, services.Time.GetTimestamp()) 
        {
            BodyInLedger = command.BodyInLedger,
            Signal = command.Signal,
        };
        Deliver(queueName, shard, new LaneInput.Turn(turn));
        return turn.Done;
    }

    /// <summary>Wakes a lane, so that it reads the ledger.</summary>
    public void Wake(string queueName, int? shard) => Deliver(queueName, shard, new LaneInput.Wake());

    /// <summary>A message has left its lane. Returns false if this worker does not hold the lane.</summary>
    public bool Free(LaneMessage message) =>
        _runners.TryGetValue(message.QueueName, out var runner) && runner.IsHeld && runner.Post(new LaneInput.Left(message.MessageId));

    /// <summary>Handles the notification that a queue changed.</summary>
    public async Task HearAsync(LaneChanged change, CancellationToken cancellationToken)
    {
        if (change.Renewed is { } renewed)
        {
            endpoints.Disconnect(renewed);
            Renewed?.Invoke(renewed);
            return;
        }

        var brokerQueue = BrokerNames.Lane(change.QueueName, change.Shard);
        if (change.Deleted)
        {
            // The endpoint is stopped first, because a running endpoint would recreate the deleted broker queue.
            if (change.Shard is null)
            {
                endpoints.Disconnect(brokerQueue);
            }

            if (_runners.TryGetValue(change.QueueName, out var runner))
            {
                _leaving[change.QueueName] = runner;
                runner.Post(new LaneInput.HandOver(IfIdle: false));
            }

            return;
        }

        if (_runners.TryGetValue(change.QueueName, out var here))
        {
            here.Post(change.LeftMessageId is { } messageId ? new LaneInput.Left(messageId) : new LaneInput.Wake());
        }

        if (change.HoldersOnly)
        {
            return;
        }

        await placement.RefreshAsync(cancellationToken);
        if (!_stopping && placement.IsMine(brokerQueue))
        {
            endpoints.Connect(brokerQueue, change.Shard is not null);
            Wake(change.QueueName, change.Shard);
        }
    }

    /// <summary>One round of upkeep: reads the live workers, picks up lanes with work but no owner, hands over lanes assigned to others, and drops idle ones.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await placement.RefreshAsync(cancellationToken);

        // The lease was not renewed in time: the next owner prepares to take the lane when the lease expires.
        foreach (var lane in await lanes.FindUnattendedAsync(LaneLeases.RenewEvery, DiscoverAtOnce, cancellationToken))
        {
            var brokerQueue = BrokerNames.Lane(lane.QueueName, lane.Shard);
            if (placement.IsMine(brokerQueue))
            {
                endpoints.Connect(brokerQueue, lane.Shard is not null);
                Wake(lane.QueueName, lane.Shard);
            }
        }

        LetGo();
    }

    /// <summary>Hands over all lanes: waits for attempts in flight, releases the leases and disconnects from the broker queues.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        _stopping = true;
        var closing = endpoints.CloseAsync();
        var runners = _runners.Values.Concat(_leaving.Values).ToArray();
        foreach (var runner in runners)
        {
            runner.Post(new LaneInput.HandOver(IfIdle: false));
        }

        var ended = EndAsync(runners);
        if (await Task.WhenAny(ended, Task.Delay(limit, services.Time)) != ended)
        {
            Log.CutOff(logger, runners.Count(runner => !runner.Ended.IsCompleted));
            foreach (var runner in runners)
            {
                runner.CutOff();
            }

            services.Abandon();
            await ended;
        }

        // The commands ended with their runners; only the broker's response is outstanding, and it may never come.
        await closing.WaitAsync(CloseLimit, services.Time)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private static async Task EndAsync(IEnumerable<LaneRunner> runners)
    {
        foreach (var runner in runners)
        {
            await runner.Ended;
        }
    }

    private void Deliver(string queueName, int? shard, LaneInput input)
    {
        // A runner that has just ended accepts no input; a new one does.
        while (!_stopping)
        {
            var runner = _runners.GetOrAdd(queueName, static (name, state) => new LaneRunner(name, state.shard, state.services), (shard, services));
            if (runner.Post(input))
            {
                return;
            }

            _runners.TryRemove(KeyValuePair.Create(queueName, runner));
        }

        (input as LaneInput.Turn)?.Handle.Complete();
    }

    private void LetGo()
    {
        foreach (var (name, runner) in _runners)
        {
            var isMine = placement.IsMine(BrokerNames.Lane(name, runner.Shard));
            var idle = runner.IsIdle && services.Time.GetElapsedTime(runner.LastUsed) > services.Options.IdleLimit;
            if (idle || !isMine)
            {
                _leaving[name] = runner;
                runner.Post(new LaneInput.HandOver(IfIdle: isMine));
            }
        }

        foreach (var (name, runner) in _leaving.Where(pair => pair.Value.Ended.IsCompleted))
        {
            _leaving.TryRemove(KeyValuePair.Create(name, runner));
            if (_runners.TryRemove(KeyValuePair.Create(name, runner)) && runner.Shard is null)
            {
                endpoints.Disconnect(BrokerNames.Lane(name));
            }
        }

        metrics.AtHand(_runners.Count);
        LetOthersGo();
    }

    // Broker queues assigned to another worker: commands in progress are finished first.
    private void LetOthersGo()
    {
        foreach (var brokerQueue in endpoints.List())
        {
            if (!placement.IsMine(brokerQueue))
            {
                endpoints.Disconnect(brokerQueue);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Count} lanes still had attempts in flight when the worker had to stop; these will be repeated")]
        public static partial void CutOff(ILogger logger, int count);
    }
}
