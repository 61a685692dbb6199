using BusQStash.Client.Http;
using Refit;

namespace BusQStash.Client.Messages;

internal interface IMessageRoutes
{
    [Get("/v2/messages/{messageId}")]
    Task<Message> GetAsync(string messageId, CancellationToken cancellationToken);

    [Delete("/v2/messages/{messageId}")]
    Task CancelAsync(string messageId, CancellationToken cancellationToken);

    [Delete("/v2/messages")]
    Task<CancelAnswer> CancelManyAsync([Query] IDictionary<string, string> filter, CancellationToken cancellationToken);

    [Post("/v2/messages/{messageId}/retry")]
    Task RunNowAsync(string messageId, [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);
}
