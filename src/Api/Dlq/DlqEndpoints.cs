using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Api.Workflows;
using BusQStash.Store.Dlq;
using BusQStash.Store.Workflows;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Dlq;

/// <summary>Lists and shows dead letters (wire contract 14).</summary>
internal static class DlqEndpoints
{
    internal static void MapDlq(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/dlq", ListAsync)
            .WithSummary("List dead letters")
            .WithDescription("Messages that finally failed, with their last response. The last page has no cursor.")
            .TakesQuery(QueryParameters.DeadLetters)
            .Produces<DlqListResponse>();
        routes.MapGet("/v2/dlq/{dlqId}", GetAsync)
            .WithSummary("Read a dead letter")
            .Produces<DlqEntry>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IDeadLetters letters, IRunLog runs, IOptions<HttpOptions> options)
    {
        if (context.Request.Query["source"] == "workflow")
        {
            return await RunDlqEndpoints.ListAsync(context, runs, options);
        }

        var refusals = new Refusals();
        var query = DlqFilters.Read(context.Request.Query, refusals);
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        // One more than requested tells whether another page follows.
        var found = await letters.ListAsync(query with { Count = query.Count + 1 }, context.RequestAborted);
        var page = ListPage<(long FailedAt, string DlqId)>.Of(found, query.Count, options.Value.MaxPageBytes);
        return ApiResults.Page(
            Portions.ReadAsync(page.Keys, letters.ReadAsync).Select(DlqEntry.Of),
            DlqJson.Default.DlqEntry,
            page.HasMore ? DlqCursor.After(page.Keys[^1].Key) : null,
            "messages");
    }

    private static async Task<IResult> GetAsync(string dlqId, IDeadLetters letters, CancellationToken cancellationToken) =>
        await letters.FindAsync(dlqId, cancellationToken) is { } letter
            ? ApiResults.Json(DlqEntry.Of(letter), DlqJson.Default.DlqEntry)
            : ApiResults.NotFound($"dead letter {dlqId} not found");
}
