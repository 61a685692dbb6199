using System.Collections.Concurrent;
using System.Globalization;
using BusQStash.Bus.Naming;
using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Queues;

/// <summary>All lanes this worker has to do with: made when there is something to do, handed over when they belong elsewhere, dropped when idle.</summary>
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

    /// <summary>Raised with the name of a broker queue that was made anew: whoever consumed from the old one must connect again.</summary>
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

    /// <summary>A command came; completes when it may be acknowledged.</summary>
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

    /// <summary>A lane should look at the ledger.</summary>
    public void Wake(string queueName, int? shard) => Deliver(queueName, shard, new LaneInput.Wake());

    /// <summary>A message has left its lane. False when the lane is not held here.</summary>
    public bool Free(LaneMessage message) =>
        _runners.TryGetValue(message.QueueName, out var runner) && runner.IsHeld && runner.Post(new LaneInput.Left(message.MessageId));

    /// <summary>Somebody told that a queue changed.</summary>
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
            // The endpoint first: a running one would make the deleted broker queue again.
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

    /// <summary>One look: who is alive, which lanes have work and nobody, which belong elsewhere now, which are idle.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await placement.RefreshAsync(cancellationToken);

        // One that was not renewed when it was time to: whoever is to have it next stands ready when the lease ends.
        foreach (var lane in await lanes.FindUnattendedAsync(services.Options.RenewEvery, DiscoverAtOnce, cancellationToken))
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

    /// <summary>Hands every lane over: attempts in flight end, leases are given up, broker queues let go.</summary>
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

        // Commands in hand have ended with their runners; what is left is the broker's answer, which may never come.
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
        // A runner that has just ended takes nothing more; the next one does.
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

    // Broker queues that belong to another worker now: what is in hand is finished first.
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
