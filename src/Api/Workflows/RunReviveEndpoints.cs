using BusQStash.Api.Dlq;
using BusQStash.Api.Http;
using BusQStash.Bus.Publishing;
using BusQStash.Store.Dlq;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Resumes and restarts failed runs, and retries or cancels their failure callbacks (wire contract 24.11).</summary>
internal static class RunReviveEndpoints
{
    internal static void MapRunRevivals(this IEndpointRouteBuilder routes)
    {
        Map(routes, "resume", fromStart: false, "Resume");
        Map(routes, "restart", fromStart: true, "Restart");
        routes.MapPost("/v2/workflows/dlq/callback/{dlqId}", RetryFailureAsync)
            .WithSummary("Run the failure callback of a workflow run again")
            .Produces<TriggeredRun>();
        routes.MapDelete("/v2/workflows/dlq/callback/{dlqId}", CancelFailureAsync)
            .WithSummary("Cancel the failure callback of a workflow run");
    }

    private static void Map(IEndpointRouteBuilder routes, string verb, bool fromStart, string summary)
    {
        routes.MapPost($"/v2/workflows/dlq/{verb}/{{dlqId}}", (string dlqId, HttpContext context, IRunLog log, IDeadLetters letters, RunRevivals revivals) =>
                OneAsync(dlqId, fromStart, context, log, letters, revivals))
            .WithSummary($"{summary} a failed workflow run")
            .Produces<TriggeredRun>();
        routes.MapPost($"/v2/workflows/dlq/{verb}", (HttpContext context, IRunLog log, IDeadLetters letters, RunRevivals revivals) =>
                ManyAsync(fromStart, context, log, letters, revivals))
            .WithSummary($"{summary} failed workflow runs")
            .Produces<RevivedRunsResponse>();
    }

    private static async Task<IResult> OneAsync(
        string dlqId, bool fromStart, HttpContext context, IRunLog log, IDeadLetters letters, RunRevivals revivals)
    {
        if (await RunDlqEndpoints.FindAsync(dlqId, log, context.RequestAborted) is not { } failed)
        {
            return await MissingAsync(dlqId, letters, context.RequestAborted);
        }

        var (run, refusal) = await revivals.ReviveAsync(failed, RetryOverrides.Read(context.Request), fromStart);
        return refusal is not null ? ApiResults.Error(refusal)
            : run is null ? RunDlqEndpoints.NotFound(dlqId)
            : ApiResults.Json(run, WorkflowsJson.Default.TriggeredRun);
    }

    private static async Task<IResult> ManyAsync(bool fromStart, HttpContext context, IRunLog log, IDeadLetters letters, RunRevivals revivals)
    {
        var overrides = RetryOverrides.Read(context.Request);
        var (values, refusal) = await Selection.ReadAsync(context, RunDlqFilters.Names, RunDlqFilters.Ids);
        var refusals = new Refusals();
        var query = RunDlqFilters.Read(values, refusals);
        if ((refusal ?? refusals.First ?? revivals.Check(overrides)) is { } wrong)
        {
            return ApiResults.Error(wrong);
        }

        var (page, cursor) = await RunDlqEndpoints.PageAsync(query, log, long.MaxValue, context.RequestAborted);

        // All or none: a caller that names an unknown entry probably meant another one.
        if (query.DlqIds.Except(page.Select(failed => failed.Key.DlqId), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            return await MissingAsync(unknown, letters, context.RequestAborted);
        }

        List<TriggeredRun> revived = [];
        await foreach (var failed in Portions.ReadAsync(page, (keys, token) => RunDlqEndpoints.ReadAsync(keys, log, token), context.RequestAborted))
        {
            var (run, bad) = await revivals.ReviveAsync(failed, overrides, fromStart);
            if (bad is not null)
            {
                return ApiResults.Error(bad);
            }

            if (run is not null)
            {
                revived.Add(run);
            }
        }

        return ApiResults.Json(new RevivedRunsResponse(revived, cursor ?? ""), WorkflowsJson.Default.RevivedRunsResponse);
    }

    /// <summary>An id that is not one of a failed run: 400 if it is one of a plain message, 404 if it is unknown.</summary>
    private static async Task<IResult> MissingAsync(string dlqId, IDeadLetters letters, CancellationToken cancellationToken) =>
        await letters.FindAsync(dlqId, cancellationToken) is null
            ? RunDlqEndpoints.NotFound(dlqId)
            : ApiResults.Malformed($"dead letter {dlqId} is not one of a workflow run");

    private static async Task<IResult> RetryFailureAsync(
        string dlqId, IFailedRuns failedRuns, IDeadLetters letters, RunEffectsPublisher effects, TimeProvider time)
    {
        if (await failedRuns.RetryFailureAsync(dlqId, time.GetUtcNow(), CancellationToken.None) is not var (hadFailed, run))
        {
            return await MissingAsync(dlqId, letters, CancellationToken.None);
        }

        if (!hadFailed || run is null)
        {
            return ApiResults.Malformed("the failure callback has not failed");
        }

        await effects.PublishAsync(run.Effects);
        return ApiResults.Json(new TriggeredRun(run.RunId, run.CreatedAt), WorkflowsJson.Default.TriggeredRun);
    }

    private static async Task<IResult> CancelFailureAsync(
        string dlqId, IFailedRuns failedRuns, IDeadLetters letters, RunEffectsPublisher effects, TimeProvider time)
    {
        if (await failedRuns.CancelFailureAsync(dlqId, time.GetUtcNow(), CancellationToken.None) is not var (wasRunning, following))
        {
            return await MissingAsync(dlqId, letters, CancellationToken.None);
        }

        if (!wasRunning)
        {
            return ApiResults.Malformed("the failure callback is not on its way");
        }

        await effects.PublishAsync(following);
        return ApiResults.Done();
    }
}
