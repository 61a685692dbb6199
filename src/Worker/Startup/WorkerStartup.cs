using BusQStash.Bus.Connections;
using BusQStash.Bus.Naming;
using BusQStash.Bus.Receiving;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.FlowControl;
using BusQStash.Worker.Queues;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Startup;

/// <summary>Begins to take work, and at the end stops taking it, lets attempts in flight end and hands lanes over before the bus goes.</summary>
internal sealed partial class WorkerStartup(
    BusConnections buses,
    ReceiveEndpoints endpoints,
    DeliverUnorderedConsumer unordered,
    InMemoryUnorderedConsumer inMemory,
    LaneHost lanes,
    LaneLeases leases,
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

    public Task StartAsync(CancellationToken cancellationToken)
    {
        attempts.Woken += lanes.PokeIfHere;
        _leasing = Task.Run(() => leases.RunAsync(_stopLeasing.Token), CancellationToken.None);
        _deliver = buses.Kind == TransportKind.InMemory
            ? endpoints.ConnectShared(BrokerNames.Deliver, 1, endpoint => endpoint.Instance(inMemory))
            : endpoints.ConnectShared(BrokerNames.Deliver, delivery.Value.CommandsAtOnce, endpoint => endpoint.Instance(unordered));
        _news = endpoints.ConnectOwn("busqstash-v1-news", endpoint => endpoint.Instance(new LaneChangedConsumer(lanes)));
        flow.Start();
        _looking = Task.Run(() => LookAsync(_stopLooking.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopLooking.CancelAsync();
        await _looking;
        var stopping = new[] { _deliver, _news }.OfType<HostReceiveEndpointHandle>().Select(handle => StopAsync(handle, cancellationToken));
        await Task.WhenAll([lanes.StopAsync(laneOptions.Value.StopLimit), flow.StopAsync(laneOptions.Value.StopLimit), .. stopping]);
        await inMemory.StopAsync(cancellationToken);
        await _stopLeasing.CancelAsync();
        await _leasing;
    }

    public void Dispose()
    {
        _stopLooking.Dispose();
        _stopLeasing.Dispose();
    }

    private async Task StopAsync(HostReceiveEndpointHandle handle, CancellationToken cancellationToken)
    {
        try
        {
            // MassTransit may wait for a channel that is gone with its connection, whatever its token says.
            await handle.StopAsync(cancellationToken).WaitAsync(cancellationToken);
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
                await Task.Delay(laneOptions.Value.DiscoverEvery, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
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
