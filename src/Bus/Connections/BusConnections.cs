using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Connections;

/// <summary>
/// BusQStash's own buses, separate from the host's. One consumes: a memory alarm blocks connections that publish, and acknowledgements must not wait behind
/// it. Three send, because a broker queue that accepts nothing blocks everything sent over the same channel: one for commands of unordered messages, one for hints to
/// lanes and notices, which polling of the ledger replaces if lost, and one for events, whose queues belong to other services. In memory all are one.
/// </summary>
public sealed partial class BusConnections : IAsyncDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(2);

    // The consumers have stopped before; only closing the connection is left.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(1);
    private readonly ILogger<BusConnections> _logger;
    private readonly BrokerOptions _options;
    private readonly IBusControl _consuming;
    private readonly BaseHost _passing;
    private readonly CancellationTokenSource _stopping = new();
    private Task _started = Task.CompletedTask;

    /// <summary>Makes the buses; nothing is connected yet.</summary>
    public BusConnections(IOptions<BrokerOptions> options, TimeProvider time, ILogger<BusConnections> logger)
    {
        _logger = logger;
        _options = options.Value;
        Kind = options.Value.Kind;
        (_consuming, _passing) = BusFactory.Create(options.Value, "busqstash consume", time);
        Commands = Sending("busqstash commands");
        Hints = Sending("busqstash hints");
        Events = Sending("busqstash events");

        SendingBus Sending(string name) => new(
            name, each => Kind == TransportKind.InMemory ? _consuming : BusFactory.Create(options.Value, each, time).Bus, options.Value, time, logger);
    }

    /// <summary>The transport of the commands.</summary>
    public TransportKind Kind { get; }

    /// <summary>For receive endpoints that stay.</summary>
    public IBus Consuming => _consuming;

    /// <summary>For receive endpoints that come and go, over the connection of <see cref="Consuming" />: nothing is kept of one that was stopped.</summary>
    public IReceiveConnector Passing => _passing;

    /// <summary>The buses have connected once.</summary>
    public bool Started => _started.IsCompletedSuccessfully && !_stopping.IsCancellationRequested && (Kind == TransportKind.InMemory || Commands.Started);

    /// <summary>Commands of unordered messages.</summary>
    internal SendingBus Commands { get; }

    /// <summary>Sends commands and turns to lanes, and notices to workers.</summary>
    internal SendingBus Hints { get; }

    /// <summary>Outcome events, and messages other services scheduled.</summary>
    internal SendingBus Events { get; }

    private SendingBus[] Sending => [Commands, Hints, Events];

    /// <summary>
    /// Begins to connect and returns: a broker that is down must not keep the process from accepting messages. The buses keep trying by themselves.
    /// </summary>
    public void Start()
    {
        _started = StartConsumingAsync();
        if (Kind != TransportKind.InMemory)
        {
            Array.ForEach(Sending, bus => bus.Start());
        }
    }

    /// <summary>Stops the buses: consumers first end what they do.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await StopAsync(_passing.Stop, cancellationToken);
        await StopAsync(_consuming.StopAsync, cancellationToken);
        if (Kind != TransportKind.InMemory)
        {
            await Task.WhenAll(Sending.Select(bus => bus.StopAsync()));
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _stopping.Dispose();
        Array.ForEach(Sending, bus => bus.Dispose());
        return ValueTask.CompletedTask;
    }

    /// <summary>Broker queues of lanes with a connected endpoint that is not consuming.</summary>
    internal IReadOnlyCollection<string> ListUnready() => _passing is TransientRabbitMqEndpoints rabbit ? rabbit.ListUnready() : [];

    private async Task StartConsumingAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _consuming.StartAsync(_stopping.Token);
                return;
            }
            catch (Exception exception) when (!_stopping.IsCancellationRequested)
            {
                Log.StartFailed(_logger, BrokerFailures.Explain(exception, _options));
                await Task.Delay(RetryPause, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task StopAsync(Func<CancellationToken, Task> stop, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StopLimit);
        try
        {
            await Task.Run(() => stop(limit.Token), CancellationToken.None).WaitAsync(limit.Token);
        }
        catch (Exception exception)
        {
            // The process ends anyway; unacknowledged commands go back to the broker with the connection.
            Log.StopFailed(_logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The broker connection could not be started; retrying: {Reason}")]
        public static partial void StartFailed(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Warning, "The broker connection did not stop in time: {Reason}")]
        public static partial void StopFailed(ILogger logger, string reason);
    }
}
