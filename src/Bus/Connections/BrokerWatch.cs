using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace BusQStash.Bus.Connections;

/// <summary>
/// Knows whether the broker is reachable and whether an alarm (memory, disk) blocks publishing. MassTransit reports healthy through an alarm, and
/// the broker tells only connections that publish, so a connection of its own publishes a message to nowhere now and then.
/// </summary>
public sealed partial class BrokerWatch(IOptions<BrokerOptions> options, ILogger<BrokerWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(3);
    private volatile BrokerState _state = options.Value.Kind == TransportKind.InMemory ? BrokerState.Ready : BrokerState.Unreachable;

    /// <summary>What the watch saw last.</summary>
    public BrokerState State => _state;

    /// <summary>How often the broker became reachable.</summary>
    public int ConnectedTimes { get; private set; }

    /// <summary>The broker became reachable, at first or again.</summary>
    public event Action? Connected;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Kind == TransportKind.InMemory)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WatchAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Change(BrokerState.Unreachable, exception.Message);
            }

            await Task.Delay(Period, stoppingToken);
        }
    }

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        await using var connection = await RawConnections.OpenAsync(options.Value, "busqstash watch", stoppingToken);
        connection.ConnectionBlockedAsync += (_, blocked) =>
        {
            Change(BrokerState.Blocked, blocked.Reason);
            return Task.CompletedTask;
        };
        connection.ConnectionUnblockedAsync += (_, _) =>
        {
            Change(BrokerState.Ready, "the alarm is over");
            return Task.CompletedTask;
        };
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stoppingToken);
        Change(BrokerState.Ready, "connected");
        ConnectedTimes++;
        Connected?.Invoke();
        while (connection.IsOpen)
        {
            await ProbeAsync(channel, stoppingToken);
            await Task.Delay(Period, stoppingToken);
        }

        Change(BrokerState.Unreachable, connection.CloseReason?.ReplyText ?? "connection closed");
    }

    private async Task ProbeAsync(IChannel channel, CancellationToken stoppingToken)
    {
        if (_state == BrokerState.Blocked)
        {
            return;
        }

        // Goes to a queue that does not exist: the broker drops it.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(ProbeLimit);
        await channel.BasicPublishAsync("", "busqstash-nowhere", mandatory: false, body: ReadOnlyMemory<byte>.Empty, cancellationToken: limit.Token);
    }

    private void Change(BrokerState state, string reason)
    {
        if (_state == state)
        {
            return;
        }

        _state = state;
        if (state == BrokerState.Ready)
        {
            Log.Ready(logger, reason);
        }
        else
        {
            Log.NotReady(logger, state, reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The broker takes commands: {Reason}")]
        public static partial void Ready(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Warning, "The broker takes no commands ({State}): {Reason}. Messages are still accepted into the ledger")]
        public static partial void NotReady(ILogger logger, BrokerState state, string reason);
    }
}
