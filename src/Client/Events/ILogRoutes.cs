using Refit;

namespace BusQStash.Client.Events;

internal interface ILogRoutes
{
    [Get("/v2/events")]
    Task<LogPage> ListAsync([Query] IDictionary<string, string> filter, CancellationToken cancellationToken);

    [Get("/busqstash/live")]
    Task<Stream> WatchAsync([Query] IDictionary<string, string> filter, [Header("Last-Event-ID")] string? last, CancellationToken cancellationToken);
}
