using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Connections;

/// <summary>
/// BusQStash's own buses, beside whatever buses the host has: one to publish and one to consume, because a memory alarm blocks the
/// connection that publishes and acknowledgements must not wait behind it. In memory both are one.
/// </summary>
public sealed partial class BusConnections : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private readonly ILogger<BusConnections> _logger;
    private readonly IBusControl _publishing;
    private readonly IBusControl _consuming;
    private readonly BaseHost _passing;
    private readonly CancellationTokenSource _stopping = new();
    private Task _started = Task.CompletedTask;

    /// <summary>Makes the buses; nothing is connected yet.</summary>
    public BusConnections(IOptions<BrokerOptions> options, ILogger<BusConnections> logger)
    {
        _logger = logger;
        Kind = options.Value.Kind;
        (_consuming, _passing) = BusFactory.Create(options.Value, "busqstash consume");
        _publishing = Kind == TransportKind.InMemory ? _consuming : BusFactory.Create(options.Value, "busqstash publish").Bus;
    }

    /// <summary>What carries the commands.</summary>
    public TransportKind Kind { get; }

    /// <summary>For sending and publishing.</summary>
    public IBus Publishing => _publishing;

    /// <summary>For receive endpoints that stay.</summary>
    public IBus Consuming => _consuming;

    /// <summary>For receive endpoints that come and go, over the connection of <see cref="Consuming" />: nothing is kept of one that was stopped.</summary>
    public IReceiveConnector Passing => _passing;

    /// <summary>Both buses have connected once.</summary>
    public bool Started => _started.IsCompletedSuccessfully && !_stopping.IsCancellationRequested;

    /// <summary>
    /// Begins to connect and returns: a broker that is down must not keep the process from accepting messages. The buses keep trying by themselves.
    /// </summary>
    public void Start() => _started = Task.WhenAll(
        new[] { _consuming, _publishing }.Distinct().Select(bus => StartAsync(bus)));

    /// <summary>Stops the buses: consumers first end what they do.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StopLimit);
        await StopAsync(_passing.Stop, limit.Token);
        await StopAsync(_consuming.StopAsync, limit.Token);
        if (!ReferenceEquals(_consuming, _publishing))
        {
            await StopAsync(_publishing.StopAsync, limit.Token);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _stopping.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task StartAsync(IBusControl bus)
    {
        // A first start that fails outright (refused credentials, say) is tried again; the health endpoint tells meanwhile.
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await bus.StartAsync(_stopping.Token);
                return;
            }
            catch (Exception exception) when (!_stopping.IsCancellationRequested)
            {
                Log.StartFailed(_logger, exception.Message);
                await Task.Delay(TimeSpan.FromSeconds(2), _stopping.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task StopAsync(Func<CancellationToken, Task> stop, CancellationToken cancellationToken)
    {
        try
        {
            await stop(cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            // The process ends anyway; unacknowledged commands go back to the broker with the connection.
            Log.StopFailed(_logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The broker connection could not be started, trying again: {Reason}")]
        public static partial void StartFailed(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Warning, "The broker connection did not stop in time: {Reason}")]
        public static partial void StopFailed(ILogger logger, string reason);
    }
}
