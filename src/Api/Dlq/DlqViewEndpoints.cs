using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Store.Dlq;
using BusQStash.Store.Queues;

namespace BusQStash.Api.Dlq;

/// <summary>Read views of dead letters for people: counts and facets.</summary>
internal static class DlqViewEndpoints
{
    private const int FacetRows = 5_000;

    internal static void MapDlqViews(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/busqstash/dlq/count", CountAsync)
            .WithSummary("Count dead letters")
            .WithDescription("Stops at 10,000. With host, it looks at 10,000 entries of the other filters, and says with capped that there may be more.")
            .TakesQuery(QueryParameters.DeadLetterCount)
            .Produces<CountResource>()
            .Looks();
        routes.MapGet("/busqstash/dlq/facets", FacetsAsync)
            .WithSummary("List what the latest dead letters have in common")
            .WithDescription("Of the latest 5,000 the filters find: values, and groups of one host that failed the same way.")
            .TakesQuery(QueryParameters.DeadLetterFilters)
            .Produces<DeadLetterFacets>()
            .Looks();
        routes.MapGet("/busqstash/dlq/{dlqId}/retry", RetryAsync)
            .WithSummary("Find the message a dead letter was retried as")
            .WithDescription("For a dead letter that is gone, as long as both messages are kept; 404 when it was not retried.")
            .Produces<DeadLetterSuccessor>()
            .Looks();
    }

    private static async Task<IResult> RetryAsync(string dlqId, DeadLetterSuccessors successors, CancellationToken cancellationToken) =>
        await successors.FindAsync(dlqId, cancellationToken) is { } found
            ? ApiResults.Json(found, DlqJson.Default.DeadLetterSuccessor)
            : ApiResults.NotFound($"no message is known that retries dead letter {dlqId}");

    private static async Task<IResult> CountAsync(HttpContext context, IDeadLetterViews letters)
    {
        var refusals = new Refusals();
        var (query, hosts) = DlqFilters.ReadWithHosts(context.Request.Query, refusals);
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        var (count, capped) = await letters.CountAsync(query, hosts, QueueLimits.Counted, context.RequestAborted);
        return ApiResults.Json(new CountResource(count, capped), DlqJson.Default.CountResource);
    }

    private static async Task<IResult> FacetsAsync(HttpContext context, IDeadLetterViews letters)
    {
        var refusals = new Refusals();
        var query = DlqFilters.Read(context.Request.Query, refusals);
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        var (found, groups) = await letters.FacetsAsync(query, FacetRows, context.RequestAborted);
        return ApiResults.Json(
            new DeadLetterFacets(found.Fields, [.. groups.Select(DeadLetterGroupResource.Of)], found.Rows, found.Capped), DlqJson.Default.DeadLetterFacets);
    }
}
