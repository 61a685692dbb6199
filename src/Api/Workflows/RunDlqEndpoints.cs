using BusQStash.Api.Dlq;
using BusQStash.Api.Http;
using BusQStash.Store.Dlq;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Failed runs: list, read and delete (wire contract 24.11).</summary>
internal static class RunDlqEndpoints
{
    internal static void MapRunDlq(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/workflows/dlq", ListAsync)
            .WithSummary("List failed workflow runs")
            .Produces<RunDlqListResponse>();
        routes.MapGet("/v2/workflows/dlq/{dlqId}", GetAsync)
            .WithSummary("Read a failed workflow run")
            .Produces<RunDlqEntry>();
        routes.MapDelete("/v2/workflows/dlq/{dlqId}", DeleteAsync).WithSummary("Delete a failed workflow run from the dead letter queue");
        routes.MapDelete("/v2/workflows/dlq/delete/{dlqId}", DeleteAsync).WithSummary("Delete a failed workflow run, under its older path");
        routes.MapDelete("/v2/workflows/dlq", DeleteManyAsync)
            .WithSummary("Delete failed workflow runs from the dead letter queue")
            .Produces<DeleteResponse>();
    }

    internal static async Task<IResult> ListAsync(HttpContext context, IRunLog log)
    {
        var refusals = new Refusals();
        var query = RunDlqFilters.Read(context.Request.Query, refusals);
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        var (page, cursor) = await PageAsync(query, log, context.RequestAborted);
        return ApiResults.Json(new RunDlqListResponse(page.Select(RunDlqEntry.Of), cursor), WorkflowsJson.Default.RunDlqListResponse);
    }

    /// <summary>A page, and where to go on.</summary>
    internal static async Task<(IReadOnlyList<RunDeadLetter> Page, string? Cursor)> PageAsync(RunQuery query, IRunLog log, CancellationToken cancellationToken)
    {
        if (query.Count == int.MaxValue)
        {
            return (query.DlqIds.Count == 0 ? [] : await log.DeadLettersAsync(query, cancellationToken), null);
        }

        var found = await log.DeadLettersAsync(query with { Count = query.Count + 1 }, cancellationToken);
        RunDeadLetter[] page = [.. found.Take(query.Count)];
        return (page, found.Count > query.Count ? RunFilters.Cursor(page[^1].Letter.FailedAt.ToUnixTimeMilliseconds(), page[^1].Run.RunKey) : null);
    }

    private static async Task<IResult> GetAsync(string dlqId, IRunLog log, CancellationToken cancellationToken) =>
        await FindAsync(dlqId, log, cancellationToken) is { } failed
            ? ApiResults.Json(RunDlqEntry.Of(failed), WorkflowsJson.Default.RunDlqEntry)
            : NotFound(dlqId);

    private static async Task<IResult> DeleteAsync(string dlqId, IRunLog log, IDeadLetterRemoval removal, CancellationToken cancellationToken) =>
        await FindAsync(dlqId, log, cancellationToken) is not null && await removal.RemoveAsync([dlqId], cancellationToken) > 0
            ? ApiResults.Done()
            : NotFound(dlqId);

    private static async Task<IResult> DeleteManyAsync(HttpContext context, IRunLog log, IDeadLetterRemoval removal)
    {
        var (values, refusal) = await Selection.ReadAsync(context, RunDlqFilters.Names, RunDlqFilters.Ids);
        var refusals = new Refusals();
        var query = RunDlqFilters.Read(values, refusals);
        if ((refusal ?? refusals.First) is { } wrong)
        {
            return ApiResults.Error(wrong);
        }

        var (page, cursor) = await PageAsync(query, log, context.RequestAborted);
        var deleted = await removal.RemoveAsync([.. page.Select(failed => failed.Letter.DlqId)], context.RequestAborted);
        return ApiResults.Json(new DeleteResponse(deleted, cursor), DlqJson.Default.DeleteResponse);
    }

    internal static async Task<RunDeadLetter?> FindAsync(string dlqId, IRunLog log, CancellationToken cancellationToken) =>
        (await log.DeadLettersAsync(new RunQuery { DlqIds = [dlqId], Count = 1 }, cancellationToken)) is [var failed] ? failed : null;

    internal static IResult NotFound(string dlqId) => ApiResults.NotFound($"dead letter {dlqId} of a workflow run not found");
}
