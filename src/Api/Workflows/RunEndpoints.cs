using System.Buffers;
using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Bus.Publishing;
using BusQStash.Store.Workflows;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Workflows;

/// <summary>Lists a run's steps, ends it and cancels it (wire contract 24.6, 24.8).</summary>
internal static class RunEndpoints
{
    internal static void MapRuns(this IEndpointRouteBuilder routes)
    {
        // An alternative to a delivery: it returns values that are redacted elsewhere, because the workflow's endpoint needs them.
        routes.MapGet("/v2/workflows/runs/{runId}", ListAsync)
            .Needs(Access.Publish)
            .WithSummary("Read the steps of a workflow run")
            .WithDescription("What the SDK asks for when the steps are too large for a delivery. 404 when the run is unknown or has ended.");
        routes.MapDelete("/v2/workflows/runs/{runId}", EndAsync)
            .Needs(Access.Publish)
            .WithSummary("End or cancel a workflow run")
            .WithDescription("With cancel=false the run has returned the body's value, else it is canceled.");
    }

    private static async Task<IResult> ListAsync(string runId, HttpContext context, IWorkflowRuns runs, RunBounds bounds, CancellationToken cancellationToken)
    {
        if (await bounds.RefuseAsync(context, runId) is { } outside)
        {
            return ApiResults.Error(outside);
        }

        if (await runs.ListAsync(runId, cancellationToken) is not { } entries)
        {
            return NotFound(runId);
        }

        var buffer = new ArrayBufferWriter<byte>();
        StepListJson.Write(buffer, entries);
        return TypedResults.Bytes(buffer.WrittenMemory, "application/json; charset=utf-8");
    }

    private static async Task<IResult> EndAsync(
        string runId,
        HttpContext context,
        IWorkflowRuns runs,
        RunBounds bounds,
        RunEffectsPublisher effects,
        TimeProvider time,
        IOptions<PublishingOptions> options)
    {
        if (await bounds.RefuseAsync(context, runId) is { } outside)
        {
            return ApiResults.Error(outside);
        }

        if (!context.Request.Query.TryGetValue("cancel", out var cancel) || !"false".Equals(cancel[0], StringComparison.OrdinalIgnoreCase))
        {
            return await CancelAsync(runId, runs, effects, time, context.RequestAborted);
        }

        var limit = options.Value.MaxBodyBytes;
        if (await RequestBytes.ReadAsync(context.Request, limit, context.RequestAborted) is not { } response)
        {
            return ApiResults.Error(StatusCodes.Status412PreconditionFailed, $"the value is larger than the limit of {limit} bytes");
        }

        // Not canceled when the endpoint hangs up: the value it returned counts.
        if (await runs.EndAsync(runId, response, time.GetUtcNow(), CancellationToken.None) is not { } ended)
        {
            return NotFound(runId);
        }

        await effects.PublishAsync(ended);
        return ApiResults.Done();
    }

    /// <summary>Idempotent: a second cancel finds the run ended and changes nothing.</summary>
    private static async Task<IResult> CancelAsync(
        string runId, IWorkflowRuns runs, RunEffectsPublisher effects, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await runs.FindLastAsync(runId, cancellationToken) is not var (runKey, _))
        {
            return NotFound(runId);
        }

        if (await runs.CancelAsync(runKey, time.GetUtcNow(), CancellationToken.None) is { } canceled)
        {
            await effects.PublishAsync(canceled);
        }

        return ApiResults.Done();
    }

    private static IResult NotFound(string runId) => ApiResults.NotFound($"workflow run {runId} not found");
}
