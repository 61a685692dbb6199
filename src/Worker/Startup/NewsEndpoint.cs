using BusQStash.Bus.Receiving;
using BusQStash.Worker.Queues;
using BusQStash.Worker.Signing;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace BusQStash.Worker.Startup;

/// <summary>The receive endpoint for notifications to every worker: changed queues, rotated signing keys.</summary>
internal sealed partial class NewsEndpoint(ReceiveEndpoints endpoints, LaneHost lanes, SigningKeysRotatedConsumer rotations, ILogger<NewsEndpoint> logger)
{
    private HostReceiveEndpointHandle? _handle;

    public void Start() => _handle = endpoints.ConnectOwn("busqstash-v1-news", endpoint =>
    {
        endpoint.Instance(new LaneChangedConsumer(lanes));
        endpoint.Instance(rotations);
    });

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await EndpointStop.RunAsync(_handle, static () => true, cancellationToken);
        }
        catch (Exception exception)
        {
            Log.StopFailed(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The endpoint of news did not stop in time: {Reason}")]
        public static partial void StopFailed(ILogger logger, string reason);
    }
}
