using BusQStash.Client.Http;
using Refit;

namespace BusQStash.Client.Publishing;

/// <summary>
/// The paths that contain a destination, escaped as one segment. URL handling on this side and proxies then leave its slashes, dots, escapes and query
/// unchanged, and the server reverses exactly this escaping.
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
