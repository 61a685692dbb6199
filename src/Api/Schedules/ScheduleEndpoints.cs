using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Api.Reference;
using BusQStash.Store.Schedules;

namespace BusQStash.Api.Schedules;

/// <summary>Schedules (wire contract 18): create, replace, read, delete, pause and resume. Firings missed during a pause are not made up.</summary>
internal static class ScheduleEndpoints
{
    // The documentation says POST, the SDKs send PATCH.
    private static readonly string[] ChangeMethods = ["PATCH", "POST"];

    internal static void MapSchedules(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(RawTarget.SchedulesRoute, CreateAsync)
            .WithSummary("Creates a schedule, or replaces the one of its id").Produces<CreatedSchedule>()
            .TakesMessage("/v2/schedules/{scheduleId}", HeaderParameters.Schedule);
        routes.MapGet(RawTarget.SchedulesRoute, ListAsync).WithSummary("Lists schedules").Produces<IReadOnlyList<ScheduleResource>>();
        routes.MapGet("/v2/schedules/{scheduleId}", GetAsync).WithSummary("Reads a schedule").Produces<ScheduleResource>();
        routes.MapDelete("/v2/schedules/{scheduleId}", DeleteAsync).WithSummary("Deletes a schedule");
        routes.MapMethods("/v2/schedules/{scheduleId}/pause", ChangeMethods, PauseAsync).WithSummary("Pauses a schedule");
        routes.MapMethods("/v2/schedules/{scheduleId}/resume", ChangeMethods, ResumeAsync).WithSummary("Resumes a schedule");
    }

    private static async Task<IResult> CreateAsync(HttpContext context, PublishRequestReader requests, ScheduleCreator creator)
    {
        var (request, refusal) = await requests.ReadAsync(context);
        return request is null
            ? ApiResults.Error(refusal!)
            : PublishAnswers.One(await creator.CreateAsync(request, context.RequestAborted));
    }

    private static async Task<IResult> ListAsync(ISchedules schedules, ScheduleResources resources, CancellationToken cancellationToken) =>
        ApiResults.Array(
            Portions.ReadAsync(
                await schedules.ListAsync(cancellationToken),
                async (ids, token) => await resources.ShowAsync(await schedules.ReadAsync(ids, token), token),
                cancellationToken),
            SchedulesJson.Default.ScheduleResource);

    private static async Task<IResult> GetAsync(
        string scheduleId, ISchedules schedules, ScheduleResources resources, CancellationToken cancellationToken)
    {
        if (await FindAsync(scheduleId, schedules, cancellationToken) is not { } schedule)
        {
            return NotFound(scheduleId);
        }

        var shown = await resources.ShowAsync([schedule], cancellationToken);
        return ApiResults.Json(shown[0], SchedulesJson.Default.ScheduleResource);
    }

    private static async Task<IResult> DeleteAsync(string scheduleId, ISchedules schedules, CancellationToken cancellationToken)
    {
        // Idempotent: deleting an unknown schedule succeeds.
        if (Name.IsValid(scheduleId))
        {
            await schedules.DeleteAsync(scheduleId, cancellationToken);
        }

        return ApiResults.Done();
    }

    private static async Task<IResult> PauseAsync(string scheduleId, ISchedules schedules, CancellationToken cancellationToken) =>
        Name.IsValid(scheduleId) && await schedules.PauseAsync(scheduleId, cancellationToken) ? ApiResults.Done() : NotFound(scheduleId);

    private static async Task<IResult> ResumeAsync(
        string scheduleId, ISchedules schedules, FiringSignal signal, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await FindAsync(scheduleId, schedules, cancellationToken) is not { } schedule)
        {
            return NotFound(scheduleId);
        }

        if (schedule.Paused)
        {
            // Instants missed during the pause are not made up: the schedule resumes from now.
            var wrong = CronSchedule.Read(schedule.Cron, out var cron);
            if (wrong is not null)
            {
                return ApiResults.Malformed($"invalid cron '{schedule.Cron}': {wrong}");
            }

            await schedules.ResumeAsync(scheduleId, schedule.Generation, cron!.After(time.GetUtcNow()), CancellationToken.None);
            signal.Raise();
        }

        return ApiResults.Done();
    }

    /// <summary>A schedule's id has only valid name characters, and not every ledger accepts others.</summary>
    private static async Task<Schedule?> FindAsync(string scheduleId, ISchedules schedules, CancellationToken cancellationToken) =>
        Name.IsValid(scheduleId) ? await schedules.FindAsync(scheduleId, cancellationToken) : null;

    private static IResult NotFound(string scheduleId) => ApiResults.NotFound($"schedule {scheduleId} not found");
}
