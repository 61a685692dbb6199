using BusQStash.Client.Http;
using Refit;

namespace BusQStash.Client.Schedules;

internal interface IScheduleRoutes
{
    [Post("/v2/schedules/{destination}")]
    Task<ScheduleCreated> CreateAsync(
        string destination, [HeaderCollection] IDictionary<string, string> headers, [Body] HttpContent body,
        [Property(Repetition.OnceKey)] bool once, CancellationToken cancellationToken);

    [Get("/v2/schedules")]
    Task<IReadOnlyList<Schedule>> ListAsync(CancellationToken cancellationToken);

    [Get("/v2/schedules/{scheduleId}")]
    Task<Schedule> GetAsync(string scheduleId, CancellationToken cancellationToken);

    [Delete("/v2/schedules/{scheduleId}")]
    Task DeleteAsync(string scheduleId, CancellationToken cancellationToken);

    [Patch("/v2/schedules/{scheduleId}/pause")]
    Task PauseAsync(string scheduleId, CancellationToken cancellationToken);

    [Patch("/v2/schedules/{scheduleId}/resume")]
    Task ResumeAsync(string scheduleId, CancellationToken cancellationToken);
}
