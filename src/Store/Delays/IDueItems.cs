namespace BusQStash.Store.Delays;

/// <summary>Rows with a due time: delayed and retrying unordered messages, parked lanes, messages scheduled through MassTransit.</summary>
public interface IDueItems
{
    /// <summary>
    /// Claims rows due at or before <paramref name="now"/> in order of their time, skipping those that others are claiming.
    /// A claim hides a row until <paramref name="now"/> + <paramref name="hold"/>; one that is not completed by then is claimed again.
    /// </summary>
    Task<IReadOnlyList<DueItem>> ClaimAsync(DateTimeOffset now, int max, TimeSpan hold, CancellationToken cancellationToken);

    /// <summary>
    /// Removes claimed rows whose command is on its way, unless they were written anew meanwhile; a message among them goes from
    /// Scheduled or Retrying to Ready.
    /// </summary>
    Task CompleteAsync(IReadOnlyCollection<DueItem> items, CancellationToken cancellationToken);

    /// <summary>Makes claimed rows due again at once: their command could not be sent.</summary>
    Task ReturnAsync(IReadOnlyCollection<DueItem> items, DateTimeOffset dueAt, CancellationToken cancellationToken);

    /// <summary>Due time of the next row, or <see langword="null"/>.</summary>
    Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken);

    /// <summary>Writes a message scheduled through MassTransit; a second one with the same token replaces it.</summary>
    Task ScheduleAsync(string token, DateTimeOffset dueAt, ScheduledBusMessage message, CancellationToken cancellationToken);

    /// <summary>Removes one; false when it is not there (any longer).</summary>
    Task<bool> CancelAsync(string token, CancellationToken cancellationToken);
}
