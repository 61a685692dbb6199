using BusQStash.Api.Dlq;
using BusQStash.Api.Http;
using BusQStash.Store.Dlq;
using BusQStash.Store.Sql;
using BusQStash.Store.Workflows;
using Microsoft.Extensions.Options;

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

    internal static async Task<IResult> ListAsync(HttpContext context, IRunLog log, IOptions<HttpOptions> options)
    {
        var refusals = new Refusals();
        var query = RunDlqFilters.Read(context.Request.Query, refusals);
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        var (page, cursor) = await PageAsync(query, log, options.Value.MaxPageBytes, context.RequestAborted);
        return ApiResults.Page(
            Portions.ReadAsync(page, (keys, token) => ReadAsync(keys, log, token)).Select(RunDlqEntry.Of), WorkflowsJson.Default.RunDlqEntry, cursor, "messages");
    }

    /// <summary>A page of keys and the cursor of the next one.</summary>
    internal static async Task<(IReadOnlyList<Listed<RunDeadLetterKey>> Page, string? Cursor)> PageAsync(
        RunQuery query, IRunLog log, long maxBytes, CancellationToken cancellationToken)
    {
        if (query.Count == int.MaxValue)
        {
            return (query.DlqIds.Count == 0 ? [] : await log.ListDeadLettersAsync(query, cancellationToken), null);
        }

        var found = await log.ListDeadLettersAsync(query with { Count = query.Count + 1 }, cancellationToken);
        var page = ListPage<RunDeadLetterKey>.Of(found, query.Count, maxBytes);
        return (page.Keys, page.HasMore ? RunFilters.Cursor(page.Keys[^1].Key.FailedAt, page.Keys[^1].Key.RunKey) : null);
    }

    /// <summary>Reads the failed runs of one portion of a page.</summary>
    internal static Task<IReadOnlyList<RunDeadLetter>> ReadAsync(IReadOnlyList<RunDeadLetterKey> keys, IRunLog log, CancellationToken cancellationToken) =>
        log.DeadLettersAsync(new RunQuery { DlqIds = [.. keys.Select(key => key.DlqId)], Count = keys.Count }, cancellationToken);

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

        var (page, cursor) = await PageAsync(query, log, long.MaxValue, context.RequestAborted);
        var deleted = await removal.RemoveAsync([.. page.Select(failed => failed.Key.DlqId)], context.RequestAborted);
        return ApiResults.Json(new DeleteResponse(deleted, cursor), DlqJson.Default.DeleteResponse);
    }

    internal static async Task<RunDeadLetter?> FindAsync(string dlqId, IRunLog log, CancellationToken cancellationToken) =>
        (await log.DeadLettersAsync(new RunQuery { DlqIds = [dlqId], Count = 1 }, cancellationToken)) is [var failed] ? failed : null;

    internal static IResult NotFound(string dlqId) => ApiResults.NotFound($"dead letter {dlqId} of a workflow run not found");
}
