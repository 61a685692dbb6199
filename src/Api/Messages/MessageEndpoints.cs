using BusQStash.Api.Http;
using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Messages;

/// <summary>Reads and cancels messages that are not final (wire contract 13).</summary>
internal static class MessageEndpoints
{
    internal static void MapMessages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/messages/{messageId}", GetAsync);
        routes.MapDelete("/v2/messages/{messageId}", CancelAsync);
    }

    private static async Task<IResult> GetAsync(string messageId, IMessages messages, CancellationToken cancellationToken) =>
        await messages.FindAsync(messageId, cancellationToken) is { State: < MessageState.Delivered } message
            ? ApiResults.Json(MessageResource.Of(message), MessagesJson.Default.MessageResource)
            : NotFound(messageId);

    private static async Task<IResult> CancelAsync(
        string messageId,
        IMessages messages,
        IOutboxPublisher outbox,
        ILaneAnnouncer lanes,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (await messages.CancelAsync(messageId, time.GetUtcNow(), cancellationToken) is not { } canceled)
        {
            return NotFound(messageId);
        }

        // The message is canceled whatever happens from here on: the outbox keeps the event, and the lane's owner looks by itself.
        outbox.Post([canceled.Announcement]);
        if (canceled.QueueName is { } queueName)
        {
            await lanes.AnnounceAsync(new LaneChanged { QueueName = queueName, Shard = canceled.Shard }, CancellationToken.None);
        }

        return ApiResults.Json(new CancelResponse(1), MessagesJson.Default.CancelResponse, StatusCodes.Status202Accepted);
    }

    private static IResult NotFound(string messageId) => ApiResults.NotFound($"message {messageId} not found");
}
