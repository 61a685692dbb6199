using BusQStash.Client.Http;
using Refit;

namespace BusQStash.Client.Publishing;

/// <summary>
/// The paths that take a destination. It stands in them escaped as one segment: then neither this side's URL handling nor a proxy can tidy up its
/// slashes, dots, escapes and query, and the server undoes exactly what was done here.
/// </summary>
internal interface IPublishRoutes
{
    [Post("/v2/publish/{destination}")]
    Task<PublishResult> PublishAsync(
        string destination, [HeaderCollection] IDictionary<string, string> headers, [Body] HttpContent body,
        [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);

    [Post("/v2/enqueue/{queue}/{destination}")]
    Task<PublishResult> EnqueueAsync(
        string queue, string destination, [HeaderCollection] IDictionary<string, string> headers, [Body] HttpContent body,
        [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);

    [Post("/v2/batch")]
    Task<IReadOnlyList<PublishResult>> BatchAsync([Body] HttpContent body, [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);
}
