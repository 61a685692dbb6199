using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Store.Events;

namespace BusQStash.Api.Events;

/// <summary>The logs (wire contract 15), on the path the SDKs use and on the one the documentation names.</summary>
internal static class EventEndpoints
{
    internal static void MapEvents(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/events", (HttpContext context, IMessageEvents events) => ListAsync(context, events, asLogs: false))
            .WithSummary("List what happened to messages")
            .WithDescription("The path SDKs call; the entries are in events. The last page has no cursor.")
            .TakesQuery(QueryParameters.Logs)
            .Produces<EventListResponse>();
        routes.MapGet("/v2/logs", (HttpContext context, IMessageEvents events) => ListAsync(context, events, asLogs: true))
            .WithSummary("List what happened to messages")
            .WithDescription("The path QStash's documentation names; the entries are in logs too.")
            .TakesQuery(QueryParameters.Logs)
            .Produces<EventListResponse>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IMessageEvents events, bool asLogs)
    {
        var refusals = new Refusals();
        var query = EventFilters.Read(context.Request.Query, refusals);
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        // One more than asked for tells whether there is another page.
        var found = await events.ListAsync(query with { Count = query.Count + 1 }, context.RequestAborted);
        List<EventEntry> page = [.. found.Take(query.Count).Select(EventEntry.Of)];
        var last = found.Count > query.Count ? found[query.Count - 1] : null;
        var cursor = last is null ? null : $"{last.Time.ToUnixTimeMilliseconds()}-{last.Id}";
        return ApiResults.Json(new EventListResponse(page, asLogs ? page : null, cursor), EventsJson.Default.EventListResponse);
    }
}
