using System.Globalization;
using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Store.BulkActions;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.BulkActions;

/// <summary>Shows the progress of cancels by filter (wire contract 16).</summary>
internal static class BulkActionEndpoints
{
    private const int UsualCount = 100;
    private const int MaxCount = 1000;

    internal static void MapBulkActions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/bulkActions", (HttpContext context, IBulkActions actions, IOptions<HttpOptions> options) => ListAsync(context, ofRuns: false, actions, options))
            .WithSummary("List bulk actions")
            .WithDescription("Newest first. The state filter applies within each page, so pages may be short or empty: continue until there is no cursor.")
            .TakesQuery(QueryParameters.BulkActions)
            .Produces<BulkActionListResponse>();
        routes.MapGet("/v2/bulkActions/{actionId}", (string actionId, HttpContext context, IBulkActions actions) => GetAsync(context, ofRuns: false, actionId, actions))
            .WithSummary("Read a bulk action")
            .WithDescription("How many messages it found, how many it has canceled, and whether it is done.")
            .Produces<BulkActionResource>();
        routes.MapGet("/v2/workflows/bulkActions", (HttpContext context, IBulkActions actions, IOptions<HttpOptions> options) => ListAsync(context, ofRuns: true, actions, options))
            .WithSummary("List bulk actions on workflow runs")
            .WithDescription("As for messages.")
            .TakesQuery(QueryParameters.BulkActions)
            .Produces<BulkActionListResponse>();
        routes.MapGet("/v2/workflows/bulkActions/{actionId}", (string actionId, HttpContext context, IBulkActions actions) => GetAsync(context, ofRuns: true, actionId, actions))
            .WithSummary("Read a bulk action on workflow runs")
            .WithDescription("As for messages.")
            .Produces<BulkActionResource>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, bool ofRuns, IBulkActions actions, IOptions<HttpOptions> options)
    {
        var refusals = new Refusals();
        var filters = new Filters(context.Request.Query, refusals);
        var count = filters.Count(UsualCount, MaxCount);
        var after = filters.Cursor();
        var state = filters.One("state")?.ToUpperInvariant();
        if (state is not (null or BulkActionResource.InProgress or BulkActionResource.Finished))
        {
            refusals.Malformed($"invalid state: '{state}' is neither {BulkActionResource.InProgress} nor {BulkActionResource.Finished}");
        }

        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        // One more than requested tells whether another page follows.
        var found = await actions.ListAsync(ofRuns, after, count + 1, context.RequestAborted);
        var page = ListPage<(long CreatedAt, string Id)>.Of(found, count, options.Value.MaxPageBytes);
        var cursor = page.HasMore ? string.Create(CultureInfo.InvariantCulture, $"{page.Keys[^1].Key.CreatedAt}-{page.Keys[^1].Key.Id}") : null;
        var shown = Portions.ReadAsync(page.Keys, actions.ReadAsync).Select(BulkActionResource.Of).Where(action => state is null || action.State == state);
        return ApiResults.Page(shown, BulkActionsJson.Default.BulkActionResource, cursor, "bulkActions");
    }

    private static async Task<IResult> GetAsync(HttpContext context, bool ofRuns, string actionId, IBulkActions actions) =>
        await actions.FindAsync(actionId, context.RequestAborted) is { } action && (action.Kind == BulkKind.RunCancel) == ofRuns
            ? ApiResults.Json(BulkActionResource.Of(action), BulkActionsJson.Default.BulkActionResource)
            : ApiResults.NotFound($"bulk action {actionId} not found");
}
