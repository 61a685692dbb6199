using System.Globalization;
using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Store.Events;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Events;

/// <summary>The logs (wire contract 15), on the path the SDKs use and on the documented one.</summary>
internal static class EventEndpoints
{
    internal static void MapEvents(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/events", (HttpContext context, IMessageEvents events, IOptions<HttpOptions> options) => ListAsync(context, events, options.Value, asLogs: false))
            .WithSummary("List what happened to messages")
            .WithDescription("The path SDKs call; the entries are in events. The last page has no cursor.")
            .TakesQuery(QueryParameters.Events)
            .Produces<EventListResponse>();
        routes.MapGet("/v2/logs", (HttpContext context, IMessageEvents events, IOptions<HttpOptions> options) => ListAsync(context, events, options.Value, asLogs: true))
            .WithSummary("List what happened to messages")
            .WithDescription("The path QStash's documentation names; the entries are in logs too.")
            .TakesQuery(QueryParameters.Logs)
            .Produces<EventListResponse>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IMessageEvents events, HttpOptions options, bool asLogs)
    {
        var refusals = new Refusals();
        var query = EventFilters.Read(context.Request.Query, asLogs ? EventFilters.LogsCount : EventFilters.EventsCount, refusals) with
        {
            // Messages of workflow runs are in the log of their run (wire contract 15).
            WithoutRuns = !EventFilters.AsksForAll(context.Request.Query),
        };
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        // One more than requested tells whether another page follows.
        var found = await events.ListAsync(query with { Count = query.Count + 1 }, context.RequestAborted);
        var page = ListPage<(long Time, long Id)>.Of(found, query.Count, options.MaxPageBytes);
        var cursor = page.HasMore ? string.Create(CultureInfo.InvariantCulture, $"{page.Keys[^1].Key.Time}-{page.Keys[^1].Key.Id}") : null;
        return ApiResults.Page(
            Portions.ReadAsync(page.Keys, events.ReadAsync).Select(EventEntry.Of),
            EventsJson.Default.EventEntry,
            cursor,
            asLogs ? ["events", "logs"] : ["events"]);
    }
}
