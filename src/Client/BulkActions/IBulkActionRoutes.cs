using Refit;

namespace BusQStash.Client.BulkActions;

internal interface IBulkActionRoutes
{
    [Get("/v2/bulkActions")]
    Task<BulkActionPage> ListAsync([Query] IDictionary<string, string> filter, CancellationToken cancellationToken);

    [Get("/v2/bulkActions/{actionId}")]
    Task<BulkAction> GetAsync(string actionId, CancellationToken cancellationToken);
}
