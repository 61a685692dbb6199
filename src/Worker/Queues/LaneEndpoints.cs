using BusQStash.Bus.Receiving;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Queues;

/// <inheritdoc cref="ILaneEndpoints" />
/// <remarks>All calls come from one loop or hold the lock. Stopping continues in the background, because it waits for commands in progress.</remarks>
internal sealed partial class LaneEndpoints(
    ReceiveEndpoints endpoints,
    IServiceProvider services,
    IOptions<LaneOptions> options,
    ILogger<LaneEndpoints> logger) : ILaneEndpoints
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HostReceiveEndpointHandle> _connected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task> _stopping = new(StringComparer.Ordinal);
    private bool _closed;

    public void Connect(string brokerQueue, bool isShard)
    {
        lock (_lock)
        {
            // An endpoint of the same name that is still stopping must be gone first; the next look comes within a second.
            if (_closed || _connected.ContainsKey(brokerQueue) || _stopping.ContainsKey(brokerQueue))
            {
                return;
            }

            var prefetch = isShard ? options.Value.ShardPrefetch : options.Value.Prefetch;
            _connected[brokerQueue] = endpoints.ConnectLane(brokerQueue, prefetch, endpoint => endpoint.Consumer(
                typeof(LaneTurnConsumer), type => Microsoft.Extensions.DependencyInjection.ActivatorUtilities.GetServiceOrCreateInstance(services, type)));
            Log.Connected(logger, brokerQueue);
        }
    }

    public void Disconnect(string brokerQueue)
    {
        lock (_lock)
        {
            if (_connected.Remove(brokerQueue, out var handle))
            {
                _stopping[brokerQueue] = StopAsync(brokerQueue, handle);
            }
        }
    }

    public IReadOnlyCollection<string> List()
    {
        lock (_lock)
        {
            return [.. _connected.Keys];
        }
    }

    public async Task CloseAsync()
    {
        Task[] stopping;
        lock (_lock)
        {
            _closed = true;
            foreach (var (name, handle) in _connected)
            {
                _stopping[name] = StopAsync(name, handle);
            }

            _connected.Clear();
            stopping = [.. _stopping.Values];
        }

        await Task.WhenAll(stopping);
    }

    private async Task StopAsync(string brokerQueue, HostReceiveEndpointHandle handle)
    {
        await Task.Yield();
        try
        {
            using var limit = new CancellationTokenSource(StopLimit);
            await handle.StopAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception exception)
        {
            Log.StopFailed(logger, brokerQueue, exception.Message);
        }

        lock (_lock)
        {
            _stopping.Remove(brokerQueue);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Connected to {BrokerQueue}")]
        public static partial void Connected(ILogger logger, string brokerQueue);

        [LoggerMessage(2, LogLevel.Warning, "The endpoint of {BrokerQueue} did not stop in time: {Reason}")]
        public static partial void StopFailed(ILogger logger, string brokerQueue, string reason);
    }
}
