using BusQStash.Client.Http;
using BusQStash.Client.Publishing;

namespace BusQStash.Client.Schedules;

internal sealed class ScheduleClient(IScheduleRoutes routes) : IScheduleClient
{
    private static readonly ScheduleOptions Usual = new();

    public async Task<string> CreateAsync(
        string destination, string cron, MessageBody? body = null, ScheduleOptions? options = null, CancellationToken cancellationToken = default)
    {
        Publisher.CheckDestination(destination);
        ArgumentException.ThrowIfNullOrWhiteSpace(cron);
        var given = options ?? Usual;
        var headers = MessageHeaders.OfMessage(given);
        headers.Put("Upstash-Cron", cron);
        if (given.ScheduleId is { } id)
        {
            Require.PathSegment(id, nameof(options));
            headers.Put("Upstash-Schedule-Id", id);
        }

        if (given.Queue is { } queue)
        {
            headers.Put("Upstash-Queue-Name", queue);
        }

        using var content = Publisher.Content(body ?? MessageBody.Empty, given.ContentType);
        return (await routes.CreateAsync(destination, headers, content, once: given.ScheduleId is null, cancellationToken)).ScheduleId;
    }

    public Task<IReadOnlyList<Schedule>> ListAsync(CancellationToken cancellationToken = default) => routes.ListAsync(cancellationToken);

    public Task<Schedule> GetAsync(string scheduleId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(scheduleId);
        return routes.GetAsync(scheduleId, cancellationToken);
    }

    public Task DeleteAsync(string scheduleId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(scheduleId);
        return routes.DeleteAsync(scheduleId, cancellationToken);
    }

    public Task PauseAsync(string scheduleId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(scheduleId);
        return routes.PauseAsync(scheduleId, cancellationToken);
    }

    public Task ResumeAsync(string scheduleId, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(scheduleId);
        return routes.ResumeAsync(scheduleId, cancellationToken);
    }
}
