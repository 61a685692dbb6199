using System.Diagnostics;
using BusQStash.Bus.Publishing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace BusQStash.Bus.Connections;

/// <summary>
/// Watches whether the broker is reachable, confirms messages, and is free of alarms (memory, disk) that block publishing. MassTransit reports healthy during an
/// alarm, and the broker notifies only connections that publish, so a separate connection publishes an unroutable message once a second and waits for the confirm.
/// </summary>
public sealed partial class BrokerWatch : BackgroundService, IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(3);
    private static readonly CreateChannelOptions Confirming = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
    private readonly ILogger<BrokerWatch> _logger;
    private readonly OwnedConnection _owner;
    private readonly bool _isInMemory;
    private readonly BrokerOptions _options;

    // Reasons logged since the broker last accepted commands; each is logged once.
    private readonly HashSet<string> _logged = new(StringComparer.Ordinal);
    private volatile BrokerState _state;
    private long _roundTripTicks;

    /// <summary>Watches nothing yet.</summary>
    public BrokerWatch(IOptions<BrokerOptions> options, TimeProvider time, ILogger<BrokerWatch> logger)
    {
        _logger = logger;
        _options = options.Value;
        _owner = new OwnedConnection(options.Value, "busqstash watch", time, logger);
        _isInMemory = options.Value.Kind == TransportKind.InMemory;
        _state = _isInMemory ? BrokerState.Ready : BrokerState.Unreachable;
    }

    /// <summary>The state at the last check.</summary>
    public BrokerState State => _state;

    /// <summary>How long the broker took to confirm the last probe; <see langword="null"/> while it confirms none, and without RabbitMQ.</summary>
    public TimeSpan? RoundTrip => _state == BrokerState.Ready && Interlocked.Read(ref _roundTripTicks) is > 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>How often the broker became reachable.</summary>
    public int ConnectedTimes { get; private set; }

    /// <summary>The broker became reachable, at first or again.</summary>
    public event Action? Connected;

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Dispose();
        return _owner.DisposeAsync();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!_isInMemory && !stoppingToken.IsCancellationRequested)
        {
            IConnection? connection = null;
            try
            {
                connection = await _owner.GetAsync(stoppingToken);
                await WatchAsync(connection, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (BrokerUnavailableException)
            {
                // It was tried a moment ago.
            }
            catch (Exception exception)
            {
                Change(BrokerState.Unreachable, BrokerFailures.Explain(exception, _options));
            }

            _owner.LetGo(connection);
            await Task.Delay(Period, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WatchAsync(IConnection connection, CancellationToken stoppingToken)
    {
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

        // Not disposed: it ends with its connection, and nothing waits for a connection to close.
        var channel = await connection.CreateChannelAsync(Confirming, stoppingToken).WaitAsync(ProbeLimit, stoppingToken);
        Change(BrokerState.Ready, $"connected to {connection.Endpoint.HostName}:{connection.Endpoint.Port}");
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

        // Goes to a queue that does not exist: the broker drops it, and confirms that.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(ProbeLimit);
        var started = Stopwatch.GetTimestamp();
        try
        {
            await channel.BasicPublishAsync("", "busqstash-nowhere", mandatory: false, body: ReadOnlyMemory<byte>.Empty, cancellationToken: limit.Token)
                .AsTask().WaitAsync(limit.Token);
            Interlocked.Exchange(ref _roundTripTicks, Math.Max(1, Stopwatch.GetElapsedTime(started).Ticks));
        }
        catch (OperationCanceledException) when (_state == BrokerState.Blocked && !stoppingToken.IsCancellationRequested)
        {
            // The alarm was raised while it was on its way.
        }
    }

    private void Change(BrokerState state, string reason)
    {
        bool toLog;
        lock (_logged)
        {
            toLog = state == BrokerState.Ready ? _state != state : _logged.Add(reason);
            _state = state;
            if (state == BrokerState.Ready)
            {
                _logged.Clear();
            }
        }

        if (toLog && state == BrokerState.Ready)
        {
            Log.Ready(_logger, reason);
        }
        else if (toLog)
        {
            Log.NotReady(_logger, state, reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The broker accepts commands: {Reason}")]
        public static partial void Ready(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Warning, "The broker does not accept commands ({State}): {Reason}. The ledger still accepts messages")]
        public static partial void NotReady(ILogger logger, BrokerState state, string reason);
    }
}
