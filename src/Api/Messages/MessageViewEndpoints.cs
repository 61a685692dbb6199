using System.Globalization;
using System.Text;
using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Messages;

/// <summary>Explains the state of messages, for the dashboard.</summary>
internal static class MessageViewEndpoints
{
    private const int UsualCount = 50, MaxCount = 100;

    internal static void MapMessageViews(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/busqstash/messages", ListAsync)
            .WithSummary("List unfinished messages")
            .WithDescription("The oldest first, without bodies.")
            .TakesQuery(QueryParameters.PendingMessages)
            .Produces<MessageRowList>()
            .Looks("name a queue or a later fromDate");
        routes.MapGet("/busqstash/messages/{messageId}", GetAsync)
            .WithSummary("Read all there is to know about a message")
            .WithDescription("Also when it is final: a verdict, its attempts, those that would follow, and what it has to do with.")
            .Produces<MessageDetail>()
            .Looks();
        routes.MapGet("/busqstash/messages/{messageId}/body", BodyAsync)
            .WithSummary("Download the body of a message")
            .WithDescription("Any bytes; what stands in their place where they are redacted.")
            .TakesQuery(QueryParameters.Bytes)
            .Produces<byte[]>(contentType: "application/octet-stream")
            .Looks();
        routes.MapGet("/busqstash/messages/{messageId}/attempts/{number}", AnswerAsync)
            .WithSummary("Read the answer to a failed attempt")
            .Produces<AttemptAnswer>()
            .Looks();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IMessageViews messages, IInstanceDetails instances)
    {
        var refusals = new Refusals();
        var filters = new Filters(context.Request.Query, refusals);
        var count = filters.Count(UsualCount, MaxCount);
        var states = filters.Read<PendingState>(
            "state", word => MessageWords.Pending.TryGetValue(word, out var state) ? [state] : null, $"is none of {string.Join(", ", MessageWords.Pending.Keys)}");
        var processes = await instances.ListAsync(context.RequestAborted);
        var query = new MessageViewQuery
        {
            Filter = MessageSelection.ReadFilter(filters),
            UrlPrefix = filters.One("urlPrefix"),
            States = states,
            Running = [.. processes.All.SelectMany(process => process.Detail?.Running ?? []).Select(attempt => attempt.MessageId).Distinct(StringComparer.Ordinal)],
            Now = processes.Now,
            After = filters.Cursor(),
            Count = count + 1,
        };
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        // One more than requested tells whether another page follows.
        var found = await messages.ListAsync(query, context.RequestAborted);
        var page = found.Take(count).ToList();
        var cursor = found.Count > count ? string.Create(CultureInfo.InvariantCulture, $"{page[^1].CreatedAt}-{page[^1].Id}") : null;
        return ApiResults.Json(
            new MessageRowList([.. page.Select(message => MessageRow.Of(message, processes))], cursor), MessagesJson.Default.MessageRowList);
    }

    private static async Task<IResult> GetAsync(string messageId, MessageDetails details, CancellationToken cancellationToken) =>
        await details.FindAsync(messageId, cancellationToken) is { } detail
            ? ApiResults.Json(detail, MessagesJson.Default.MessageDetail)
            : NotFound(messageId);

    private static async Task<IResult> BodyAsync(string messageId, HttpContext context, IMessageViews messages)
    {
        var refusals = new Refusals();
        var most = new Filters(context.Request.Query, refusals).Numbers("bytes");
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        if (await messages.FindStoredAsync(messageId, context.RequestAborted) is not { } stored)
        {
            return NotFound(messageId);
        }

        var body = Redacted.HidesBody(stored.Spec) && !stored.Body.IsEmpty ? Encoding.UTF8.GetBytes(Redacted.Placeholder(stored.Body.Span)) : stored.Body;
        if (Caller.Of(context) is not { SeesSecrets: true } && HiddenSecrets.TellsHeaders(body.Span))
        {
            body = Encoding.UTF8.GetBytes(HiddenSecrets.Mark);
        }

        body = most is [var limit, ..] ? body[..Math.Min(body.Length, limit)] : body;

        // A browser must not guess a type from user-supplied content.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(body.ToArray(), "application/octet-stream", $"{messageId}.bin");
    }

    private static async Task<IResult> AnswerAsync(string messageId, string number, IMessageViews messages, CancellationToken cancellationToken)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) || attempt < 1)
        {
            return ApiResults.Malformed($"invalid attempt: '{number}' is not a number from 1");
        }

        return await messages.FindAnswerAsync(messageId, attempt, cancellationToken) is { } answer
            ? ApiResults.Json(AttemptAnswer.Of(attempt, answer), MessagesJson.Default.AttemptAnswer)
            : ApiResults.NotFound($"attempt {number} of message {messageId} has no answer of its own");
    }

    private static IResult NotFound(string messageId) => ApiResults.NotFound($"message {messageId} not found");
}
