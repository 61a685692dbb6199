using BusQStash.Api.BulkActions;
using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Messages;

/// <summary>Reads, cancels and expedites messages that are not final (wire contract 13).</summary>
internal static class MessageEndpoints
{
    internal static void MapMessages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/messages/{messageId}", GetAsync)
            .WithSummary("Read a message")
            .WithDescription("A message that is not final: 404 once it was delivered, has failed or was canceled.")
            .Produces<MessageResource>();
        routes.MapDelete("/v2/messages/{messageId}", CancelAsync)
            .WithSummary("Cancel a message")
            .WithDescription("At once and for good. An attempt in flight may still complete. 400 for one of a workflow run: the run can be canceled.")
            .Produces<CancelResponse>(StatusCodes.Status202Accepted);
        routes.MapDelete("/v2/messages", CancelManyAsync)
            .WithSummary("Cancel messages")
            .WithDescription("Selects messages by messageIds or by filters; without either, all messages. count limits their number. By filter, a bulk action runs: 429 means that it continues in the background.")
            .TakesQuery(QueryParameters.MessageSelection)
            .Produces<CancelResponse>()
            .Produces<CancelResponse>(StatusCodes.Status202Accepted);
        routes.MapPost("/v2/messages/{messageId}/retry", RunNowAsync)
            .WithSummary("Deliver a waiting message now")
            .WithDescription("Ends the wait of a delayed message, or of one that waits for its next attempt. The number of attempts does not change.")
            .Produces<RunNowResponse>();
    }

    private static async Task<IResult> GetAsync(string messageId, IMessages messages, CancellationToken cancellationToken) =>
        await messages.FindAsync(messageId, cancellationToken) is { State: < MessageState.Delivered } message
            ? ApiResults.Json(MessageResource.Of(message), MessagesJson.Default.MessageResource)
            : NotFound(messageId);

    private static async Task<IResult> CancelAsync(
        string messageId, Cancellations cancellations, IMessages messages, IRunLog runs, CancellationToken cancellationToken)
    {
        if (await cancellations.CancelAsync([messageId], null, cancellationToken) > 0)
        {
            return ApiResults.Json(new CancelResponse(1), MessagesJson.Default.CancelResponse, StatusCodes.Status202Accepted);
        }

        return await messages.FindAsync(messageId, cancellationToken) is { State: < MessageState.Delivered }
            && (await runs.MessagesOfRunsAsync([messageId], cancellationToken)).Count > 0
                ? ApiResults.Malformed($"message {messageId} belongs to a workflow run: cancel the run")
                : NotFound(messageId);
    }

    private static async Task<IResult> CancelManyAsync(HttpContext context, Cancellations cancellations, BulkCancel bulk)
    {
        var (selection, refusal) = await MessageSelection.ReadAsync(context);
        if (selection is null)
        {
            return ApiResults.Error(refusal!);
        }

        if (selection.Ids is { } ids)
        {
            var count = await cancellations.CancelAsync(ids, selection.Filter.Most, context.RequestAborted);
            return ApiResults.Json(new CancelResponse(count), MessagesJson.Default.CancelResponse);
        }

        var action = await bulk.StartAsync(selection.Filter, context.RequestAborted);
        if (selection.Async)
        {
            return ApiResults.Json(
                new CancelResponse(action.Total, action.Id), MessagesJson.Default.CancelResponse, StatusCodes.Status202Accepted);
        }

        return await bulk.WaitAsync(action, context.RequestAborted)
            ? ApiResults.Json(new CancelResponse(action.Total), MessagesJson.Default.CancelResponse)
            : ApiResults.Error(
                StatusCodes.Status429TooManyRequests,
                $"the cancellation takes longer and continues in the background: GET /v2/bulkActions/{action.Id} shows its progress");
    }

    private static async Task<IResult> RunNowAsync(
        string messageId, IMessages messages, ILaneAnnouncer lanes, TimeProvider time, CancellationToken cancellationToken)
    {
        var outcome = await messages.RunNowAsync(messageId, time.GetUtcNow(), cancellationToken);
        if (outcome is { Status: RunNowStatus.DueNow, QueueName: { } queueName })
        {
            // A lost announcement is harmless: the lane's signal changed with the message, and its owner polls twice a second.
            await lanes.AnnounceAsync(new LaneChanged { QueueName = queueName, Shard = outcome.Shard }, CancellationToken.None);
        }

        return outcome.Status switch
        {
            RunNowStatus.DueNow => ApiResults.Json(new RunNowResponse(messageId), MessagesJson.Default.RunNowResponse),
            RunNowStatus.Unknown => NotFound(messageId),
            RunNowStatus.NotWaiting => ApiResults.Malformed($"message {messageId} does not wait: an attempt is in flight or about to start"),
            RunNowStatus.BehindOthers => ApiResults.Malformed($"message {messageId} waits for the messages in front of it in its queue"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static IResult NotFound(string messageId) => ApiResults.NotFound($"message {messageId} not found");
}
