using BusQStash.Client.Http;
using Refit;

namespace BusQStash.Client.BulkActions;

internal interface IBulkActionRoutes
{
    [Get("/v2/bulkActions")]
    Task<BulkActionPage> ListAsync([Query] IDictionary<string, string> filter, CancellationToken cancellationToken);

    [Get("/v2/bulkActions/{actionId}")]
    Task<BulkAction> GetAsync(string actionId, CancellationToken cancellationToken);

    [Post("/busqstash/bulkActions")]
    Task<StartedBulkAction> StartAsync([Body] BulkActionBody action, [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);

    [Get("/busqstash/bulkActions")]
    Task<ItemPage<BulkActionOutcome>> OutcomesAsync([Query] IDictionary<string, string> query, CancellationToken cancellationToken);

    [Get("/busqstash/bulkActions/{actionId}")]
    Task<BulkActionOutcome> OutcomeAsync(string actionId, CancellationToken cancellationToken);

    [Post("/busqstash/bulkActions/{actionId}/stop")]
    Task StopAsync(string actionId, CancellationToken cancellationToken);
}
