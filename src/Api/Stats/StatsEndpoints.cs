using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Store.Stats;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Stats;

/// <summary>The history of counts, for charts.</summary>
internal static class StatsEndpoints
{
    private const int MostPoints = 500;
    private static readonly TimeSpan UsualSpan = TimeSpan.FromHours(1);

    internal static void MapStats(this IEndpointRouteBuilder routes) => routes.MapGet("/busqstash/stats", GetAsync)
        .WithSummary("Read counts over time")
        .WithDescription("Columns of at most 500 points, of all messages, of a queue or of a host. 404 where counting is switched off.")
        .TakesQuery(QueryParameters.Stats)
        .Produces<StatsResource>()
        .Looks("ask for a shorter time or a greater step");

    private static async Task<IResult> GetAsync(HttpContext context, IStats stats, TimeProvider time, IOptions<StatsOptions> options)
    {
        if (!options.Value.Enabled)
        {
            return ApiResults.NotFound("counting is switched off: BusQStash__Stats__Enabled");
        }

        var refusals = new Refusals();
        var filters = new Filters(context.Request.Query, refusals);
        var to = (filters.Time("to") ?? time.GetUtcNow()).ToUnixTimeMilliseconds();
        var from = filters.Time("from")?.ToUnixTimeMilliseconds() ?? to - (long)UsualSpan.TotalMilliseconds;
        var series = Series(filters, refusals);
        var step = Step(filters, from, to, refusals);
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        var rows = await stats.ReadAsync(series, step, from, to, context.RequestAborted);
        return ApiResults.Json(StatsColumns.Of(series, step, from, to, rows), StatsJson.Default.StatsResource);
    }

    private static string Series(Filters filters, Refusals refusals)
    {
        var series = filters.One("series") ?? StatNames.All;
        if (series == StatNames.All || series.StartsWith(StatNames.QueuePrefix, StringComparison.Ordinal))
        {
            return series;
        }

        if (series.StartsWith(StatNames.HostPrefix, StringComparison.Ordinal))
        {
            return series.ToLowerInvariant();
        }

        refusals.Malformed($"invalid series: '{series}' is none of all, queue:NAME, host:NAME");
        return StatNames.All;
    }

    private static StatStep Step(Filters filters, long from, long to, Refusals refusals)
    {
        if (from > to)
        {
            refusals.Malformed("invalid from: it is after to");
        }

        var finest = StatSteps.FinestFor(to - from, MostPoints);
        StatStep? asked = filters.One("step")?.ToLowerInvariant() switch
        {
            null => finest,
            "minute" => StatStep.Minute,
            "hour" => StatStep.Hour,
            "day" => StatStep.Day,
            _ => null,
        };
        if (asked is null)
        {
            refusals.Malformed($"invalid step: '{filters.One("step")}' is none of minute, hour, day");
        }
        else if ((to - from) / StatSteps.LengthOf(asked.Value) >= MostPoints)
        {
            refusals.Malformed($"from and to are too far apart: at most {MostPoints} steps are returned");
        }

        return asked ?? finest;
    }
}
