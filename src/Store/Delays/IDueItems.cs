namespace BusQStash.Store.Delays;

/// <summary>Rows with a due time: delayed and retrying unordered messages, parked lanes, messages scheduled through MassTransit.</summary>
public interface IDueItems
{
    /// <summary>
    /// Claims rows due at or before <paramref name="now"/> in the order of their due times, skipping rows that others are claiming. A claim hides a row until
    /// <paramref name="now"/> + <paramref name="hold"/>; a row that is not completed by then is claimed again.
    /// </summary>
    Task<IReadOnlyList<DueItem>> ClaimAsync(DateTimeOffset now, int max, TimeSpan hold, CancellationToken cancellationToken);

    /// <summary>Deletes claimed rows whose command was sent, unless they were rewritten meanwhile; a message among them changes from Scheduled or Retrying to Ready.</summary>
    Task CompleteAsync(IReadOnlyCollection<DueItem> items, CancellationToken cancellationToken);

    /// <summary>Makes claimed rows due again at <paramref name="dueAt"/>, because their command could not be sent.</summary>
    Task ReturnAsync(IReadOnlyCollection<DueItem> items, DateTimeOffset dueAt, CancellationToken cancellationToken);

    /// <summary>Due time of the next row, or <see langword="null"/>.</summary>
    Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken);

    /// <summary>Writes a message scheduled through MassTransit; a second one with the same token replaces it.</summary>
    Task ScheduleAsync(string token, DateTimeOffset dueAt, ScheduledBusMessage message, CancellationToken cancellationToken);

    /// <summary>Deletes a scheduled message; false when it does not exist (any longer).</summary>
    Task<bool> CancelAsync(string token, CancellationToken cancellationToken);
}
