using BusQStash.Store.Messages;
using BusQStash.Store.Sql;

namespace BusQStash.Store.Schedules;

/// <summary>Schedules and their next firing times (wire contract 18).</summary>
public interface ISchedules
{
    /// <summary>A schedule; <see langword="null"/> when unknown.</summary>
    Task<Schedule?> FindAsync(string scheduleId, CancellationToken cancellationToken);

    /// <summary>The ids of all schedules, sorted. Schedules carry bodies, so they are read a few at a time.</summary>
    Task<IReadOnlyList<Listed<string>>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Schedules in the order of the ids; those deleted since are left out.</summary>
    Task<IReadOnlyList<Schedule>> ReadAsync(IReadOnlyList<string> scheduleIds, CancellationToken cancellationToken);

    /// <summary>
    /// Creates a schedule, or replaces the schedule with its id as a whole, keeping the time of its first creation. A remembered deduplication key changes nothing as long as its
    /// schedule exists.
    /// </summary>
    Task<SaveOutcome> SaveAsync(NewSchedule schedule, int maxSchedules, CancellationToken cancellationToken);

    /// <summary>Deletes a schedule; false when it did not exist.</summary>
    Task<bool> DeleteAsync(string scheduleId, CancellationToken cancellationToken);

    /// <summary>Pauses a schedule; false when it does not exist. Has no effect if it is already paused.</summary>
    Task<bool> PauseAsync(string scheduleId, CancellationToken cancellationToken);

    /// <summary>Resumes a paused schedule; it fires again from <paramref name="nextAt"/> on. A schedule that is not paused, or was replaced meanwhile, stays unchanged.</summary>
    Task ResumeAsync(string scheduleId, string generation, DateTimeOffset? nextAt, CancellationToken cancellationToken);

    /// <summary>The first time after <paramref name="time"/> at which any schedule is due; <see langword="null"/> when none will ever be.</summary>
    Task<DateTimeOffset?> NextAsync(DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>
    /// Claims schedules due at or before <paramref name="now"/> in the order of their due times, skipping those others are claiming. A claim hides a schedule for
    /// <paramref name="hold"/>; a schedule not advanced by then is claimed again.
    /// </summary>
    Task<IReadOnlyList<Schedule>> ClaimAsync(DateTimeOffset now, int max, TimeSpan hold, CancellationToken cancellationToken);

    /// <summary>Stores the results of claims. A schedule that was replaced, deleted or advanced by another process meanwhile stays unchanged (optimistic concurrency).</summary>
    /// <returns>Number of schedules changed.</returns>
    Task<int> AdvanceAsync(IReadOnlyCollection<ScheduleAdvance> advances, CancellationToken cancellationToken);

    /// <summary>States of messages by id; deleted messages are left out.</summary>
    Task<IReadOnlyDictionary<string, MessageState>> StatesAsync(IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken);
}
