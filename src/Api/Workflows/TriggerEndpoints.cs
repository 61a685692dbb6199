using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Api.Reference;

namespace BusQStash.Api.Workflows;

/// <summary>Starts runs without an SDK (wire contract 24.10).</summary>
internal static class TriggerEndpoints
{
    internal static void MapTriggers(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(RawTarget.TriggerRoute, OneAsync)
            .Needs(Access.Publish)
            .WithSummary("Start a workflow run")
            .WithDescription("The endpoint is asked to start the run itself, whatever SDK it uses.")
            .TakesMessage("/v2/trigger/{destination}", HeaderParameters.Message)
            .Produces<TriggeredRun>();
        routes.MapPost("/v2/batch/trigger", ManyAsync)
            .Needs(Access.Publish)
            .WithSummary("Start workflow runs")
            .WithDescription("All of them or none.")
            .TakesBody<List<BatchItem>>()
            .Produces<IReadOnlyList<TriggeredRun>>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> OneAsync(HttpContext context, PublishRequestReader requests, Triggers triggers)
    {
        var (request, refusal) = await requests.ReadAsync(context);
        if (request is null)
        {
            return ApiResults.Error(refusal!);
        }

        var (runs, wrong) = await triggers.StartAsync([request], context.RequestAborted);
        return wrong is null ? ApiResults.Json(runs[0], WorkflowsJson.Default.TriggeredRun) : ApiResults.Error(wrong);
    }

    private static async Task<IResult> ManyAsync(HttpContext context, Triggers triggers, Microsoft.Extensions.Options.IOptions<PublishingOptions> options)
    {
        var limit = options.Value.MaxBatchBytes;
        if (await RequestBytes.ReadAsync(context.Request, limit, context.RequestAborted) is not { } body)
        {
            return ApiResults.Error(StatusCodes.Status412PreconditionFailed, $"batch is larger than the limit of {limit} bytes");
        }

        var (items, refusal) = BatchReader.Read(body);
        if (items is null)
        {
            return ApiResults.Error(refusal!);
        }

        var callerIp = PublishRequestReader.CallerIp(context);
        var (runs, wrong) = await triggers.StartAsync([.. items.Select(item => BatchReader.ToRequest(item, callerIp) with { Caller = Caller.Of(context) })], context.RequestAborted);
        return wrong is null
            ? ApiResults.Json(runs, WorkflowsJson.Default.IReadOnlyListTriggeredRun, StatusCodes.Status201Created)
            : ApiResults.Error(wrong);
    }
}
