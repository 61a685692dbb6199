using BusQStash.Store.Messages;
using BusQStash.Store.Sql;

namespace BusQStash.Store.Schedules;

/// <summary>Schedules and when they fire next (wire contract 18).</summary>
public interface ISchedules
{
    /// <summary>A schedule; <see langword="null"/> when unknown.</summary>
    Task<Schedule?> FindAsync(string scheduleId, CancellationToken cancellationToken);

    /// <summary>The ids of all schedules, in their order. Schedules carry bodies: they are read a few at a time.</summary>
    Task<IReadOnlyList<Listed<string>>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Schedules in the order they are named; those that are gone are left out.</summary>
    Task<IReadOnlyList<Schedule>> ReadAsync(IReadOnlyList<string> scheduleIds, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a schedule, or replaces the one of its id as a whole; the time of the first creation stays. A known deduplication key changes nothing
    /// as long as the schedule it stands for is there.
    /// </summary>
    Task<SaveOutcome> SaveAsync(NewSchedule schedule, int maxSchedules, CancellationToken cancellationToken);

    /// <summary>Deletes a schedule; false when there was none.</summary>
    Task<bool> DeleteAsync(string scheduleId, CancellationToken cancellationToken);

    /// <summary>Stops a schedule from firing; false when there is none. Harmless when it is paused already.</summary>
    Task<bool> PauseAsync(string scheduleId, CancellationToken cancellationToken);

    /// <summary>
    /// Lets a paused schedule fire again from <paramref name="nextAt"/> on. One that is not paused, or was replaced meanwhile, stays as it is.
    /// </summary>
    Task ResumeAsync(string scheduleId, string generation, DateTimeOffset? nextAt, CancellationToken cancellationToken);

    /// <summary>The first time after <paramref name="time"/> that any schedule is due; <see langword="null"/> when none will ever be.</summary>
    Task<DateTimeOffset?> NextAsync(DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>
    /// Claims schedules due at or before <paramref name="now"/> in order of their time, skipping those others are claiming.
    /// A claim hides a schedule for <paramref name="hold"/>; one that was not advanced by then is claimed again.
    /// </summary>
    Task<IReadOnlyList<Schedule>> ClaimAsync(DateTimeOffset now, int max, TimeSpan hold, CancellationToken cancellationToken);

    /// <summary>
    /// Writes down what claims led to. A schedule that was replaced, deleted or advanced by somebody else meanwhile stays as it is.
    /// </summary>
    /// <returns>How many changed.</returns>
    Task<int> AdvanceAsync(IReadOnlyCollection<ScheduleAdvance> advances, CancellationToken cancellationToken);

    /// <summary>States of messages by id; those that are forgotten are left out.</summary>
    Task<IReadOnlyDictionary<string, MessageState>> StatesAsync(IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken);
}
