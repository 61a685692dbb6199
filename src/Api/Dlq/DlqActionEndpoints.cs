using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Api.Reference;
using BusQStash.Store.Dlq;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Dlq;

/// <summary>Deletes and retries dead letters, one or many (wire contract 14.2, 14.3).</summary>
internal static class DlqActionEndpoints
{
    internal static void MapDlqActions(this IEndpointRouteBuilder routes)
    {
        routes.MapDelete("/v2/dlq/{dlqId}", DeleteAsync)
            .WithSummary("Delete a dead letter")
            .WithDescription("Removes the entry. The message stays in the logs until its retention is over.");
        routes.MapDelete("/v2/dlq", DeleteManyAsync)
            .WithSummary("Delete dead letters")
            .WithDescription("Removes the entries named by dlqIds, else up to count of those the filters find, else of all. Call again with the cursor until there is none.")
            .TakesQuery(QueryParameters.DeadLetterSelection)
            .Produces<DeleteResponse>();
        routes.MapPost("/v2/dlq/retry/{dlqId}", RetryAsync)
            .WithSummary("Deliver a dead letter again")
            .WithDescription("Publishes a new message with the original's body and options, which publish headers of this request override, and removes the entry.")
            .TakesHeaders(HeaderParameters.Retry)
            .Produces<RetriedMessage>(StatusCodes.Status201Created);
        routes.MapPost("/v2/dlq/retry", RetryManyAsync)
            .WithSummary("Deliver dead letters again")
            .WithDescription("As for one, for the entries named by dlqIds, else for up to count of those the filters find, else of all. Call again with the cursor until it is empty.")
            .TakesQuery(QueryParameters.DeadLetterSelection)
            .TakesHeaders(HeaderParameters.Retry)
            .Produces<RetryResponse>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> DeleteAsync(string dlqId, IDeadLetterRemoval removal, CancellationToken cancellationToken) =>
        await removal.RemoveAsync([dlqId], cancellationToken) > 0 ? ApiResults.Done() : NotFound(dlqId);

    private static async Task<IResult> DeleteManyAsync(HttpContext context, DeadLetterPages pages, IDeadLetterRemoval removal)
    {
        var (selection, refusal) = await DlqSelection.ReadAsync(context);
        if (selection is null)
        {
            return ApiResults.Error(refusal!);
        }

        var deleted = 0;
        var cursor = await pages.EachAsync(
            selection,
            async letters => deleted += await removal.RemoveAsync([.. letters.Select(letter => letter.Key.DlqId)], context.RequestAborted),
            context.RequestAborted);
        return ApiResults.Json(new DeleteResponse(deleted, cursor), DlqJson.Default.DeleteResponse);
    }

    private static async Task<IResult> RetryAsync(string dlqId, HttpContext context, IDeadLetters letters, IRunLog runs, DeadLetterRetry retry)
    {
        if (await letters.FindAsync(dlqId, context.RequestAborted) is not { } letter)
        {
            return NotFound(dlqId);
        }

        if (await OfRunAsync([dlqId], runs, context.RequestAborted) is { } ofRun)
        {
            return ofRun;
        }

        var answers = await retry.RetryAsync([letter], RetryOverrides.Read(context.Request), context.RequestAborted);
        return answers[0] is PublishAnswer.Refused refused
            ? ApiResults.Error(refused.Refusal)
            : ApiResults.Json(RetriedMessage.Of(answers[0]), DlqJson.Default.RetriedMessage, StatusCodes.Status201Created);
    }

    private static async Task<IResult> RetryManyAsync(HttpContext context, DeadLetterPages pages, IDeadLetters letters, IDeadLetterRemoval known, IRunLog runs, DeadLetterRetry retry)
    {
        var overrides = RetryOverrides.Read(context.Request);
        var (selection, refusal) = await DlqSelection.ReadAsync(context);
        if ((refusal ?? retry.Check(overrides)) is { } wrong)
        {
            return ApiResults.Error(wrong);
        }

        // All or none: a caller that names an unknown entry probably meant another one.
        if (selection!.Ids is { } ids
            && ids.Except(await known.FindKnownAsync(ids, context.RequestAborted), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            return NotFound(unknown);
        }

        if (selection.Ids is { } named && await OfRunAsync(named, runs, context.RequestAborted) is { } ofRun)
        {
            return ofRun;
        }

        List<RetriedMessage> responses = [];
        var cursor = await pages.EachAsync(
            selection,
            async selected =>
            {
                foreach (var portion in Portions.Of(selected))
                {
                    var some = await letters.ReadAsync(portion, context.RequestAborted);
                    responses.AddRange((await retry.RetryAsync(some, overrides, context.RequestAborted)).Select(RetriedMessage.Of));
                }
            },
            context.RequestAborted);
        return ApiResults.Json(new RetryResponse(responses, cursor ?? ""), DlqJson.Default.RetryResponse, StatusCodes.Status201Created);
    }

    /// <summary>The refusal for entries of workflow runs: published again, such a message would have no run.</summary>
    private static async Task<IResult?> OfRunAsync(IReadOnlyList<string> dlqIds, IRunLog runs, CancellationToken cancellationToken) =>
        dlqIds.Count > 0 && await runs.ListDeadLettersAsync(new RunQuery { DlqIds = dlqIds, Count = 1 }, cancellationToken) is [var found]
            ? ApiResults.Malformed($"dead letter {found.Key.DlqId} is one of a workflow run: resume or restart the run")
            : null;

    private static IResult NotFound(string dlqId) => ApiResults.NotFound($"dead letter {dlqId} not found");
}
