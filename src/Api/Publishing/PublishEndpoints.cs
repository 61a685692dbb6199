using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Api.Schedules;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Publishing;

/// <summary>Publish, enqueue and batch (wire contract 3 and 7).</summary>
internal static class PublishEndpoints
{
    internal static void MapPublishing(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(RawTarget.PublishRoute, PublishAsync)
            .WithSummary("Publish a message")
            .WithDescription("Delivered as soon as possible, beside others. Every configuration header may also be a query parameter.")
            .Needs(Access.Publish)
            .TakesMessage("/v2/publish/{destination}", HeaderParameters.Message)
            .Answers(AnswerShape.Published);
        routes.MapPost(RawTarget.EnqueueRoute, PublishAsync)
            .WithSummary("Enqueue a message")
            .WithDescription("Delivered in its turn: after all messages of the queue before it. Every configuration header may also be a query parameter.")
            .Needs(Access.Publish)
            .TakesMessage("/v2/enqueue/{queueName}/{destination}", HeaderParameters.Message)
            .Answers(AnswerShape.Published);
        routes.MapPost("/v2/batch", BatchAsync)
            .WithSummary("Publish and enqueue many messages")
            .WithDescription("Each message is accepted or rejected independently. An item takes the headers of a publish.")
            .Needs(Access.Publish)
            .TakesBody<List<BatchItem>>()
            .Answers(AnswerShape.Batch);
    }

    private static async Task<IResult> PublishAsync(
        HttpContext context, PublishRequestReader requests, MessagePublisher publisher, ScheduleCreator schedules)
    {
        var (request, refusal) = await requests.ReadAsync(context);
        if (request is null)
        {
            return ApiResults.Error(refusal!);
        }

        if (ScheduleHeader.AsksForOne(request))
        {
            return PublishAnswers.One(await ScheduleAsync(request, schedules, context.RequestAborted));
        }

        var answers = await publisher.PublishAsync([request], context.RequestAborted);
        return PublishAnswers.One(answers[0]);
    }

    private static async Task<IResult> BatchAsync(
        HttpContext context, MessagePublisher publisher, ScheduleCreator schedules, IOptions<PublishingOptions> options)
    {
        var limit = options.Value.MaxBatchBytes;
        var body = await RequestBytes.ReadAsync(context.Request, limit, context.RequestAborted, copies: 2);
        if (body is null)
        {
            return ApiResults.Error(StatusCodes.Status412PreconditionFailed, $"batch is larger than the limit of {limit} bytes");
        }

        var (items, refusal) = BatchReader.Read(body);
        if (items is null)
        {
            return ApiResults.Error(refusal!);
        }

        var callerIp = PublishRequestReader.CallerIp(context);
        List<PublishRequest> requests = [.. items.Select(item => BatchReader.ToRequest(item, callerIp) with { Caller = Caller.Of(context) })];
        return PublishAnswers.Batch(await AnswerAsync(requests, publisher, schedules, context.RequestAborted));
    }

    /// <summary>Publishes the messages together and creates schedules one by one; every answer keeps its item's position.</summary>
    private static async Task<IReadOnlyList<PublishAnswer>> AnswerAsync(
        List<PublishRequest> requests, MessagePublisher publisher, ScheduleCreator schedules, CancellationToken cancellationToken)
    {
        var published = new Queue<PublishAnswer>(
            await publisher.PublishAsync([.. requests.Where(request => !ScheduleHeader.AsksForOne(request))], cancellationToken));
        var answers = new List<PublishAnswer>(requests.Count);
        foreach (var request in requests)
        {
            answers.Add(ScheduleHeader.AsksForOne(request) ? await ScheduleAsync(request, schedules, cancellationToken) : published.Dequeue());
        }

        return answers;
    }

    /// <summary>Creating a schedule takes more than the right to publish: a schedule still publishes after its creator's token has expired.</summary>
    private static async Task<PublishAnswer> ScheduleAsync(PublishRequest request, ScheduleCreator schedules, CancellationToken cancellationToken) =>
        request.Caller?.May(Access.Full) == false
            ? new PublishAnswer.Refused(new Refusal(
                StatusCodes.Status403Forbidden, $"{PublishHeader.Cron} makes a schedule: the token {request.Caller.Name} lacks the right admin"))
            : await schedules.CreateAsync(request, cancellationToken);
}
