using System.Globalization;
using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Store.Events;
using BusQStash.Store.Queues;

namespace BusQStash.Api.Events;

/// <summary>Read views of the logs for people: counts, histogram and facets.</summary>
internal static class EventViewEndpoints
{
    private const int FacetRows = 5_000;
    private const int UsualBars = 60, MostBars = 120, BarLimit = 1_000;
    private static readonly TimeSpan UsualSpan = TimeSpan.FromHours(1);

    internal static void MapEventViews(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/busqstash/logs/count", CountAsync)
            .WithSummary("Count log entries")
            .WithDescription("Stops at 10,000.")
            .TakesQuery(QueryParameters.LogFilters)
            .Produces<CountResource>()
            .Looks();
        routes.MapGet("/busqstash/logs/histogram", HistogramAsync)
            .WithSummary("Count log entries over time")
            .WithDescription("By state; a bar stops at 1,000 entries. The last hour when no fromDate is given.")
            .TakesQuery(QueryParameters.Histogram)
            .Produces<Histogram>()
            .Looks();
        routes.MapGet("/busqstash/logs/facets", FacetsAsync)
            .WithSummary("List what the latest log entries have in common")
            .WithDescription("Of the latest 5,000 the filters find.")
            .TakesQuery(QueryParameters.LogFilters)
            .Produces<FacetList>()
            .Looks();
    }

    private static async Task<IResult> CountAsync(HttpContext context, IEventViews events)
    {
        var refusals = new Refusals();
        var query = EventFilters.Read(context.Request.Query, EventFilters.LogsCount, refusals);
        return refusals.First is { } refusal
            ? ApiResults.Error(refusal)
            : ApiResults.Json(
                CountResource.Of(await events.CountAsync(query, QueueLimits.Counted, context.RequestAborted), QueueLimits.Counted),
                EventsJson.Default.CountResource);
    }

    private static async Task<IResult> HistogramAsync(HttpContext context, IEventViews events, TimeProvider time)
    {
        var refusals = new Refusals();
        var query = EventFilters.Read(context.Request.Query, EventFilters.LogsCount, refusals);
        var bars = Bars(context.Request.Query, refusals);
        var to = query.To ?? time.GetUtcNow();
        var from = query.From ?? to - UsualSpan;
        if (from > to)
        {
            refusals.Malformed("invalid fromDate: it is after toDate");
        }

        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        var counted = await events.HistogramAsync(query with { From = from, To = to }, bars, BarLimit, context.RequestAborted);
        return ApiResults.Json(new Histogram([.. counted.Select(HistogramBarResource.Of)]), EventsJson.Default.Histogram);
    }

    private static async Task<IResult> FacetsAsync(HttpContext context, IEventViews events)
    {
        var refusals = new Refusals();
        var query = EventFilters.Read(context.Request.Query, EventFilters.LogsCount, refusals);
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        var found = await events.FacetsAsync(query, FacetRows, context.RequestAborted);
        return ApiResults.Json(
            new FacetList([.. found.Fields.Select(field => field.Field == "state" ? Named(field) : field)], found.Rows, found.Capped), EventsJson.Default.FacetList);
    }

    private static Store.Sql.FacetField Named(Store.Sql.FacetField states) => states with
    {
        Values = [.. states.Values.Select(value => value with { Value = EventStates.NameOf((EventState)int.Parse(value.Value, CultureInfo.InvariantCulture)) })],
    };

    private static int Bars(IQueryCollection query, Refusals refusals)
    {
        var numbers = new Filters(query, refusals).Numbers("bars");
        if (numbers is [])
        {
            return UsualBars;
        }

        if (numbers is [>= 1 and <= MostBars])
        {
            return numbers[0];
        }

        refusals.Malformed($"invalid bars: it is a number from 1 to {MostBars}");
        return UsualBars;
    }
}
