using BusQStash.Api.Http;
using BusQStash.Store.Sql;
using BusQStash.Store.Workflows;
using Microsoft.Extensions.Options;

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

    private static async Task<IResult> ListAsync(HttpContext context, IRunLog log, IOptions<HttpOptions> options)
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
        var bytes = await log.StepBytesAsync([.. found.Select(run => run.RunKey)], context.RequestAborted);
        var listed = found.Select(run => new Listed<RunRecord>(run, bytes.GetValueOrDefault(run.RunKey)));
        var page = ListPage<RunRecord>.Of([.. listed], query.Count, options.Value.MaxPageBytes);
        return ApiResults.Page(
            Portions.ReadAsync(page.Keys, (runs, token) => ReadAsync(runs, log, token)),
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
