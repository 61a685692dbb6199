using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Store.Schedules;

namespace BusQStash.Api.Schedules;

/// <summary>Shows people the next firings of schedules.</summary>
internal static class ScheduleViewEndpoints
{
    private const int UsualCount = 10, MaxCount = 100;

    internal static void MapScheduleViews(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/busqstash/schedules/{scheduleId}/next", NextAsync)
            .WithSummary("List the next firings of a schedule")
            .WithDescription("With the offset of its zone at each, and where its clocks are changed.")
            .TakesQuery(QueryParameters.Firings)
            .Produces<FiringTimes>()
            .Looks();
        routes.MapGet("/busqstash/cron", Preview)
            .WithSummary("List the next firings of a cron expression")
            .WithDescription("An invalid expression is a 400 with the reason.")
            .TakesQuery(QueryParameters.Cron)
            .Produces<FiringTimes>();
    }

    private static async Task<IResult> NextAsync(string scheduleId, HttpContext context, ISchedules schedules, TimeProvider time)
    {
        var refusals = new Refusals();
        var count = new Filters(context.Request.Query, refusals).Count(UsualCount, MaxCount);
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        if (!Name.IsValid(scheduleId) || await schedules.FindAsync(scheduleId, context.RequestAborted) is not { } schedule)
        {
            return ApiResults.NotFound($"schedule {scheduleId} not found");
        }

        return CronSchedule.Read(schedule.Cron, out var cron) is { } wrong
            ? ApiResults.Malformed($"invalid cron '{schedule.Cron}': {wrong}")
            : Answer(FiringTimes.Of(schedule.Cron, cron!, time.GetUtcNow(), count, schedule.Paused));
    }

    private static IResult Preview(HttpContext context, TimeProvider time)
    {
        var refusals = new Refusals();
        var filters = new Filters(context.Request.Query, refusals);
        var count = filters.Count(UsualCount, MaxCount);
        var expression = context.Request.Query["expression"].ToString();
        if (CronSchedule.Read(ByteText.FromText(expression), out var cron) is { } wrong)
        {
            refusals.Malformed($"invalid cron '{expression}': {wrong}");
        }

        return refusals.First is { } refusal ? ApiResults.Error(refusal) : Answer(FiringTimes.Of(expression, cron!, time.GetUtcNow(), count));
    }

    private static IResult Answer(FiringTimes times) => ApiResults.Json(times, SchedulesJson.Default.FiringTimes);
}
