using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Bus.Publishing;
using BusQStash.Store.Workflows;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Workflows;

/// <summary>Registers waits for an event and lists the waiters (wire contract 24.7).</summary>
internal static class WaitEndpoints
{
    internal static void MapWaits(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v2/wait/{eventId}", WaitAsync)
            .Needs(Access.Publish)
            .WithSummary("Wait for an event")
            .WithDescription("Sent by the SDK for a step that waits. The run goes on when it is notified, or when the timeout is over.");
        routes.MapGet("/v2/waiters/{eventId}", ListAsync)
            .WithSummary("List who waits for an event")
            .Produces<IReadOnlyList<WaiterResource>>();
    }

    private static async Task<IResult> WaitAsync(
        string eventId,
        HttpContext context,
        WaitReader reader,
        IWaiters waiters,
        RunBounds bounds,
        RunEffectsPublisher effects,
        IOptions<PublishingOptions> options)
    {
        var limit = options.Value.MaxBodyBytes;
        if (await RequestBytes.ReadAsync(context.Request, limit, context.RequestAborted) is not { } body)
        {
            return ApiResults.Error(StatusCodes.Status412PreconditionFailed, $"request body is larger than the limit of {limit} bytes");
        }

        var refusals = new Refusals();
        var request = reader.Read(eventId, context.Request, body, refusals);
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        if (await bounds.RefuseAsync(context, request!.RunId, request.Resume, request.TimeoutResume) is { } outside)
        {
            return ApiResults.Error(outside);
        }

        // If the process dies after this line, the endpoint has no answer and repeats the call, which changes nothing.
        var outcome = await waiters.WaitAsync(request, CancellationToken.None);
        if (!outcome.IsAlive)
        {
            return ApiResults.Malformed(WorkflowPublisher.EndedText);
        }

        await effects.PublishAsync(outcome.Effects);
        return ApiResults.Done();
    }

    private static async Task<IResult> ListAsync(string eventId, IWaiters waiters, CancellationToken cancellationToken)
    {
        var found = await waiters.ListAsync(eventId, cancellationToken);
        return ApiResults.Json([.. found.Select(WaiterResource.Of)], WorkflowsJson.Default.IReadOnlyListWaiterResource);
    }
}
