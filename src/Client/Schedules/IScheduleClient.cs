using BusQStash.Client.Publishing;

namespace BusQStash.Client.Schedules;

/// <summary>Schedules: messages published repeatedly by a cron expression.</summary>
public interface IScheduleClient
{
    /// <summary>Creates a schedule, or replaces the one with the same id.</summary>
    /// <param name="destination">An http(s) URL, the name of a URL group, or <c>api/NAME</c>.</param>
    /// <param name="cron">Five fields, to the minute, in UTC; <c>CRON_TZ=Europe/Berlin 0 9 * * 1-5</c> for another zone.</param>
    /// <param name="body">The body of each message. <see langword="null"/>: empty.</param>
    /// <param name="options">All other settings.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The schedule's id.</returns>
    Task<string> CreateAsync(
        string destination, string cron, MessageBody? body = null, ScheduleOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>All schedules.</summary>
    Task<IReadOnlyList<Schedule>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>One schedule.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<Schedule> GetAsync(string scheduleId, CancellationToken cancellationToken = default);

    /// <summary>Deletes a schedule. Messages it has published are kept.</summary>
    Task DeleteAsync(string scheduleId, CancellationToken cancellationToken = default);

    /// <summary>Pauses a schedule: firings in the meantime are skipped and not made up for.</summary>
    Task PauseAsync(string scheduleId, CancellationToken cancellationToken = default);

    /// <summary>Lets a paused schedule fire again.</summary>
    Task ResumeAsync(string scheduleId, CancellationToken cancellationToken = default);
}
