using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Bus.Publishing;
using BusQStash.Store.Workflows;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Workflows;

/// <summary>
/// Delivers notify events and webhook calls to the runs that <see cref="IWaiters"/> finds waiting. If the process dies after the ledger's answer, nothing is lost: the messages are in
/// the ledger, and the reconciler sends their commands.
/// </summary>
internal sealed class Notifications(
    IWaiters waiters, RunBounds bounds, RunEffectsPublisher effects, TimeProvider time, IOptions<PublishingOptions> options)
{
    internal async Task<IResult> NotifyAsync(HttpContext context, string? runId, string eventId)
    {
        if (await ReadAsync(context) is not { } body)
        {
            return TooLarge();
        }

        if (runId is not null && await bounds.RefuseAsync(context, runId) is { } outside)
        {
            return ApiResults.Error(outside);
        }

        var outcome = runId is null
            ? await waiters.NotifyAsync(eventId, body, RunBounds.Within(context), time.GetUtcNow(), CancellationToken.None)
            : await waiters.NotifyRunAsync(runId, eventId, body, onlyOne: false, time.GetUtcNow(), CancellationToken.None);
        if (outcome.IsTooMany)
        {
            return TooMany();
        }

        await effects.PublishAsync(outcome.Effects);
        return ApiResults.Json([.. outcome.Waiters.Select(NotifyResource.Of)], WorkflowsJson.Default.IReadOnlyListNotifyResource, StatusCodes.Status201Created);
    }

    /// <summary>A call of a webhook; knowing its address is the only credential.</summary>
    internal async Task<IResult> HookAsync(HttpContext context, string runId, string eventId)
    {
        if (await ReadAsync(context) is not { } body)
        {
            return TooLarge();
        }

        var call = HookCall.Write(context.Request, body);
        var outcome = await waiters.NotifyRunAsync(runId, eventId, call, onlyOne: true, time.GetUtcNow(), CancellationToken.None);
        if (!outcome.IsKnown)
        {
            return ApiResults.NotFound("unknown webhook");
        }

        if (outcome.IsTooMany)
        {
            return TooMany();
        }

        await effects.PublishAsync(outcome.Effects);
        return ApiResults.Done();
    }

    private Task<byte[]?> ReadAsync(HttpContext context) => RequestBytes.ReadAsync(context.Request, options.Value.MaxBodyBytes, context.RequestAborted);

    private IResult TooLarge() =>
        ApiResults.Error(StatusCodes.Status412PreconditionFailed, $"the body is larger than the limit of {options.Value.MaxBodyBytes} bytes");

    private static IResult TooMany() =>
        ApiResults.Error(StatusCodes.Status412PreconditionFailed, "the workflow run has too many events that it did not wait for yet");
}
