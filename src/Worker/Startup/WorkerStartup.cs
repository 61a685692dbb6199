using BusQStash.Bus.Connections;
using BusQStash.Bus.Naming;
using BusQStash.Bus.Receiving;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.FlowControl;
using BusQStash.Worker.Queues;
using BusQStash.Worker.Signing;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Startup;

/// <summary>Begins to take work, and at the end stops taking it, lets attempts in flight end and hands lanes over before the bus goes.</summary>
internal sealed partial class WorkerStartup(
    BusConnections buses,
    ReceiveEndpoints endpoints,
    UnorderedDelivery deliveries,
    DeliverUnorderedConsumer unordered,
    InMemoryUnorderedConsumer inMemory,
    LaneHost lanes,
    LaneLeases leases,
    SigningKeysRotatedConsumer rotations,
    FlowDispatcher flow,
    AttemptRunner attempts,
    IOptions<DeliveryOptions> delivery,
    IOptions<LaneOptions> laneOptions,
    ILogger<WorkerStartup> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopLooking = new();
    private readonly CancellationTokenSource _stopLeasing = new();
    private HostReceiveEndpointHandle? _deliver;
    private HostReceiveEndpointHandle? _news;
    private Task _looking = Task.CompletedTask;
    private Task _leasing = Task.CompletedTask;
    private Task _reconnecting = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        attempts.Freed = lanes.Free;
        lanes.Renewed += OnRenewed;
        _leasing = Task.Run(() => leases.RunAsync(_stopLeasing.Token), CancellationToken.None);
        _deliver = ConnectDeliver();
        _news = endpoints.ConnectOwn("busqstash-v1-news", endpoint =>
        {
            endpoint.Instance(new LaneChangedConsumer(lanes));
            endpoint.Instance(rotations);
        });
        flow.Start();
        _looking = Task.Run(() => LookAsync(_stopLooking.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lanes.Renewed -= OnRenewed;
        await _stopLooking.CancelAsync();
        await _looking;
        await _reconnecting;
        await Task.WhenAll(
            lanes.StopAsync(laneOptions.Value.StopLimit),
            flow.StopAsync(laneOptions.Value.StopLimit),
            StopAsync(_deliver, () => deliveries.IsIdle, cancellationToken),
            StopAsync(_news, static () => true, cancellationToken));
        await inMemory.StopAsync(cancellationToken);
        await _stopLeasing.CancelAsync();
        await _leasing;
    }

    public void Dispose()
    {
        _stopLooking.Dispose();
        _stopLeasing.Dispose();
    }

    private HostReceiveEndpointHandle ConnectDeliver() => buses.Kind == TransportKind.InMemory
        ? endpoints.ConnectShared(BrokerNames.Deliver, 1, endpoint => endpoint.Instance(inMemory))
        : endpoints.ConnectShared(BrokerNames.Deliver, delivery.Value.CommandsAtOnce, endpoint => endpoint.Instance(unordered));

    private void OnRenewed(string brokerQueue)
    {
        if (brokerQueue == BrokerNames.Deliver)
        {
            _reconnecting = ReconnectAsync(_reconnecting, _stopLooking.Token);
        }
    }

    // What is in hand goes on; its commands are sent again with all that waited, and found to be in hand or claimed.
    private async Task ReconnectAsync(Task before, CancellationToken stoppingToken)
    {
        await before;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await StopAsync(_deliver, static () => true, stoppingToken);
                _deliver = ConnectDeliver();
                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The old endpoint is not gone yet.
                Log.StopFailed(logger, exception.Message);
                await Task.Delay(laneOptions.Value.DiscoverEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task StopAsync(HostReceiveEndpointHandle? handle, Func<bool> isIdle, CancellationToken cancellationToken)
    {
        try
        {
            await EndpointStop.RunAsync(handle, isIdle, cancellationToken);
        }
        catch (Exception exception)
        {
            Log.StopFailed(logger, exception.Message);
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await lanes.LookAsync(stoppingToken);
                await Task.Delay(laneOptions.Value.DiscoverEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.LookFailed(logger, exception.Message);
                await Task.Delay(laneOptions.Value.DiscoverEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "An endpoint did not stop in time: {Reason}")]
        public static partial void StopFailed(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Warning, "Lanes without an owner could not be looked for: {Reason}")]
        public static partial void LookFailed(ILogger logger, string reason);
    }
}
