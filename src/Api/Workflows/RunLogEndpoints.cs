using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Store.Sql;
using BusQStash.Store.Workflows;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Workflows;

/// <summary>The log of runs (wire contract 24.12).</summary>
internal static class RunLogEndpoints
{
    private const int MaxRuns = 10;
    private const string GroupBy = "workflowRunId";

    internal static void MapRunLogs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/workflows/events", (HttpContext context, IRunLog log, IRunEvents events, IOptions<HttpOptions> options) =>
                context.Request.Query.ContainsKey("groupBy") ? ListAsync(context, log, options) : ListEventsAsync(context, events, options))
            .WithSummary("Read the log of workflow runs")
            .WithDescription("With groupBy=workflowRunId runs with their steps, as SDKs ask for them; else single events. Newest first.")
            .TakesQuery([new QueryParameter("groupBy", "workflowRunId for runs with their steps."), .. QueryParameters.RunEvents])
            .Produces<RunListResponse>();
        routes.MapGet("/v2/workflows/logs", ListAsync)
            .WithSummary("Read the log of workflow runs")
            .WithDescription("Runs with their steps, newest first.")
            .TakesQuery(QueryParameters.Runs)
            .Produces<RunListResponse>();
        routes.MapGet("/v2/workflows/messageLogs", ListEventsAsync)
            .WithSummary("Read single events of workflow runs")
            .WithDescription("The older path. Newest first.")
            .TakesQuery(QueryParameters.RunEvents)
            .Produces<RunEventListResponse>();
    }

    private static async Task<IResult> ListEventsAsync(HttpContext context, IRunEvents events, IOptions<HttpOptions> options)
    {
        var refusals = new Refusals();
        var filters = new Filters(context.Request.Query, refusals);
        var query = RunEventFilters.Read(filters);
        var trimBody = RunFilters.TrimBody(filters, refusals);
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        // One more than requested tells whether another page follows.
        var found = await events.ListAsync(query with { Count = query.Count + 1 }, context.RequestAborted);
        var page = ListPage<RunEventKey>.Of(found, query.Count, options.Value.MaxPageBytes);
        return ApiResults.Page(
            Portions.ReadAsync(page.Keys, events.ReadAsync).Select(entry => RunEventResource.Of(entry, trimBody)),
            WorkflowsJson.Default.RunEventResource,
            page.HasMore ? RunEventFilters.Cursor(page.Keys[^1].Key) : null,
            "events");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IRunLog log, IOptions<HttpOptions> options)
    {
        var refusals = new Refusals();
        var filters = new Filters(context.Request.Query, refusals);
        if (filters.One("groupBy") is var groupBy && (groupBy ?? GroupBy) != GroupBy)
        {
            refusals.Malformed($"invalid groupBy: '{groupBy}' is not {GroupBy}");
        }

        var query = RunFilters.Read(filters, MaxRuns, MaxRuns);
        var trimBody = RunFilters.TrimBody(filters, refusals);
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        // One more than requested tells whether another page follows.
        var found = await log.ListAsync(query with { Count = query.Count + 1 }, context.RequestAborted);
        var bytes = await log.StepBytesAsync([.. found.Select(run => run.RunKey)], context.RequestAborted);
        var listed = found.Select(run => new Listed<RunRecord>(run, bytes.GetValueOrDefault(run.RunKey)));
        var page = ListPage<RunRecord>.Of([.. listed], query.Count, options.Value.MaxPageBytes);
        return ApiResults.Page(
            Portions.ReadAsync(page.Keys, (runs, token) => ReadAsync(runs, log, token)).Select(run => ShownTexts.Trim(run, trimBody)),
            WorkflowsJson.Default.RunResource,
            page.HasMore ? RunFilters.Cursor(page.Keys[^1].Key.CreatedAt, page.Keys[^1].Key.RunKey) : null,
            "runs");
    }

    private static async Task<IReadOnlyList<RunResource>> ReadAsync(IReadOnlyList<RunRecord> runs, IRunLog log, CancellationToken cancellationToken)
    {
        var steps = await log.StepsAsync([.. runs.Select(run => run.RunKey)], cancellationToken);
        return [.. runs.Select(run => RunResource.Of(run, [.. steps[run.RunKey]]))];
    }
}
