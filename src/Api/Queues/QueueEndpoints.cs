using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Queues;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Queues;

/// <summary>Creates, changes, lists and deletes queues (wire contract 12.1). Every change is announced to the workers; a worker that misses it sees it within a second.</summary>
internal static class QueueEndpoints
{
    internal static void MapQueues(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v2/queues", UpsertAsync)
            .WithSummary("Create or change a queue")
            .WithDescription("What is left out stays as it is.")
            .TakesBody<UpsertQueueRequest>();
        routes.MapGet("/v2/queues", ListAsync).WithSummary("List queues").Produces<IEnumerable<QueueResource>>();
        routes.MapGet("/v2/queues/{name}", GetAsync).WithSummary("Read a queue").Produces<QueueResource>();
        routes.MapDelete("/v2/queues/{name}", DeleteAsync).WithSummary("Delete a queue").WithDescription("What is left in it is canceled.");
        routes.MapPost("/v2/queues/{name}/pause", (string name, IQueues queues, ILaneAnnouncer lanes, TimeProvider time) =>
            SetPausedAsync(name, true, queues, lanes, time))
            .WithSummary("Pause a queue").WithDescription("Messages are accepted but not handed out; those in flight finish.");
        routes.MapPost("/v2/queues/{name}/resume", (string name, IQueues queues, ILaneAnnouncer lanes, TimeProvider time) =>
            SetPausedAsync(name, false, queues, lanes, time))
            .WithSummary("Resume a queue");
    }

    private static async Task<IResult> UpsertAsync(
        HttpContext context, IQueues queues, ILaneAnnouncer lanes, TimeProvider time, IOptions<QueueOptions> options)
    {
        var (request, refusal) = await JsonBody.ReadAsync(context, QueuesJson.Default.UpsertQueueRequest);
        if (request is null)
        {
            return ApiResults.Error(refusal!);
        }

        if (!Name.IsValid(request.QueueName))
        {
            return BadName(request.QueueName);
        }

        if (request.Parallelism < 1)
        {
            return ApiResults.Malformed("invalid parallelism: it must be at least 1");
        }

        if (request.Parallelism > options.Value.MaxParallelism)
        {
            return ApiResults.Error(
                StatusCodes.Status412PreconditionFailed,
                $"parallelism is over the limit: at most {options.Value.MaxParallelism} is allowed");
        }

        if (request.FailingHead is not (null or QueueResource.Block or QueueResource.StepAside))
        {
            return ApiResults.Malformed($"invalid failingHead '{request.FailingHead}': it must be {QueueResource.Block} or {QueueResource.StepAside}");
        }

        bool? stepsAside = request.FailingHead is { } failingHead ? failingHead == QueueResource.StepAside : null;
        var change = new QueueChange((int?)request.Parallelism, request.Paused, stepsAside, request.AwaitCallbacks);
        var queue = await queues.UpsertAsync(request.QueueName!, change, time.GetUtcNow(), context.RequestAborted);
        return await TellAsync(lanes, queue);
    }

    private static async Task<IResult> ListAsync(IQueues queues, CancellationToken cancellationToken) =>
        ApiResults.Array((await queues.ListAsync(cancellationToken)).Select(QueueResource.Of).ToAsyncEnumerable(), QueuesJson.Default.QueueResource);

    private static async Task<IResult> GetAsync(string name, IQueues queues, CancellationToken cancellationToken)
    {
        if (!Name.IsValid(name))
        {
            return BadName(name);
        }

        return await queues.FindAsync(name, cancellationToken) is { } queue
            ? ApiResults.Json(QueueResource.Of(queue), QueuesJson.Default.QueueResource)
            : ApiResults.NotFound($"queue {name} not found");
    }

    private static async Task<IResult> DeleteAsync(
        string name, IQueues queues, ILaneAnnouncer lanes, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Name.IsValid(name))
        {
            return BadName(name);
        }

        if (await queues.DeleteAsync(name, time.GetUtcNow(), cancellationToken) is { } queue)
        {
            await lanes.AnnounceAsync(new LaneChanged { QueueName = name, Shard = queue.Shard, Deleted = true }, CancellationToken.None);
        }

        return ApiResults.Done();
    }

    private static async Task<IResult> SetPausedAsync(string name, bool paused, IQueues queues, ILaneAnnouncer lanes, TimeProvider time) =>
        Name.IsValid(name)
            ? await TellAsync(lanes, await queues.SetPausedAsync(name, paused, time.GetUtcNow(), CancellationToken.None))
            : BadName(name);

    private static async Task<IResult> TellAsync(ILaneAnnouncer lanes, QueueInfo queue)
    {
        await lanes.AnnounceAsync(new LaneChanged { QueueName = queue.Name, Shard = queue.Shard }, CancellationToken.None);
        return ApiResults.Done();
    }

    private static IResult BadName(string? name) => ApiResults.Malformed($"invalid queue name '{name}': queueName {Name.Rule}");
}
