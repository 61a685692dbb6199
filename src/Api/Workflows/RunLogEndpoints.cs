using BusQStash.Api.Http;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>The log of runs (wire contract 24.12).</summary>
internal static class RunLogEndpoints
{
    private const int MaxRuns = 10;

    internal static void MapRunLogs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/workflows/events", ListAsync)
            .WithSummary("Read the log of workflow runs")
            .WithDescription("Runs with their steps, newest first.")
            .Produces<RunListResponse>();
        routes.MapGet("/v2/workflows/logs", ListAsync)
            .WithSummary("Read the log of workflow runs")
            .WithDescription("The same under its documented name.")
            .Produces<RunListResponse>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IRunLog log)
    {
        var refusals = new Refusals();
        var filters = new Filters(context.Request.Query, refusals);
        if (filters.One("groupBy") is { } groupBy && groupBy != "workflowRunId")
        {
            refusals.Malformed($"invalid groupBy: '{groupBy}' is not workflowRunId");
        }

        var query = RunFilters.Read(filters, refusals, MaxRuns, MaxRuns);
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        // One more than asked for tells whether there is another page.
        var found = await log.ListAsync(query with { Count = query.Count + 1 }, context.RequestAborted);
        var page = found.Take(query.Count).ToList();
        var steps = await log.StepsAsync([.. page.Select(run => run.RunKey)], context.RequestAborted);
        var cursor = found.Count > query.Count ? RunFilters.Cursor(page[^1].CreatedAt, page[^1].RunKey) : null;
        return ApiResults.Json(
            new RunListResponse(page.Select(run => RunResource.Of(run, [.. steps[run.RunKey]])), cursor), WorkflowsJson.Default.RunListResponse);
    }
}
