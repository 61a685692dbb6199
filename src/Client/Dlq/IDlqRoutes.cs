using BusQStash.Client.Http;
using BusQStash.Client.Publishing;
using Refit;

namespace BusQStash.Client.Dlq;

internal interface IDlqRoutes
{
    [Get("/v2/dlq")]
    Task<DlqPage> ListAsync([Query] IDictionary<string, string> filter, CancellationToken cancellationToken);

    [Get("/v2/dlq/{dlqId}")]
    Task<DeadLetter> GetAsync(string dlqId, CancellationToken cancellationToken);

    [Delete("/v2/dlq/{dlqId}")]
    Task DeleteAsync(string dlqId, CancellationToken cancellationToken);

    [Delete("/v2/dlq")]
    Task<DeleteAnswer> DeleteManyAsync([Query] IDictionary<string, string> filter, CancellationToken cancellationToken);

    [Post("/v2/dlq/retry/{dlqId}")]
    Task<PublishedMessage> RetryAsync(
        string dlqId, [HeaderCollection] IDictionary<string, string> headers, [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);

    [Post("/v2/dlq/retry")]
    Task<RetryAnswer> RetryManyAsync(
        [Query] IDictionary<string, string> filter, [HeaderCollection] IDictionary<string, string> headers,
        [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);
}
