using BusQStash.Bus.Connections;
using BusQStash.Bus.Naming;
using BusQStash.Bus.Receiving;
using BusQStash.Worker.Delivery;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Startup;

/// <summary>The receive endpoint of unordered messages.</summary>
internal sealed partial class DeliverEndpoint(
    BusConnections buses,
    ReceiveEndpoints endpoints,
    UnorderedDelivery deliveries,
    DeliverUnorderedConsumer unordered,
    InMemoryUnorderedConsumer inMemory,
    IOptions<DeliveryOptions> options,
    ILogger<DeliverEndpoint> logger) : IDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _stopping = new();
    private HostReceiveEndpointHandle? _handle;
    private Task _reconnecting = Task.CompletedTask;

    public void Start() => _handle = Connect();

    /// <summary>A broker queue was recreated: its consumer reconnects.</summary>
    public void Renewed(string brokerQueue)
    {
        if (brokerQueue == BrokerNames.Deliver)
        {
            _reconnecting = ReconnectAsync(_reconnecting);
        }
    }

    /// <summary>Stops consuming and waits for attempts in flight.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _reconnecting;
        await StopAsync(() => deliveries.IsIdle, cancellationToken);
    }

    /// <summary>Ends attempts of commands that came without a broker.</summary>
    public Task StopInMemoryAsync(CancellationToken cancellationToken) => inMemory.StopAsync(cancellationToken);

    public void Dispose() => _stopping.Dispose();

    private HostReceiveEndpointHandle Connect() => buses.Kind == TransportKind.InMemory
        ? endpoints.ConnectShared(BrokerNames.Deliver, 1, endpoint => endpoint.Instance(inMemory))
        : endpoints.ConnectShared(BrokerNames.Deliver, options.Value.CommandsAtOnce, endpoint => endpoint.Instance(unordered));

    // Attempts in flight continue; their commands are resent with all waiting ones, and found to be in progress or claimed.
    private async Task ReconnectAsync(Task before)
    {
        await before;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await StopAsync(static () => true, _stopping.Token);
                _handle = Connect();
                return;
            }
            catch (Exception exception) when (!_stopping.IsCancellationRequested)
            {
                // The old endpoint is not gone yet.
                Log.StopFailed(logger, exception.Message);
                await Task.Delay(RetryPause, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task StopAsync(Func<bool> isIdle, CancellationToken cancellationToken)
    {
        try
        {
            await EndpointStop.RunAsync(_handle, isIdle, cancellationToken);
        }
        catch (Exception exception)
        {
            Log.StopFailed(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The endpoint of unordered messages did not stop in time: {Reason}")]
        public static partial void StopFailed(ILogger logger, string reason);
    }
}
