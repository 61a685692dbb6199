namespace BusQStash.Store.Instances;

/// <summary>Facts about current problems, for the dashboard.</summary>
public interface IServerViews
{
    /// <summary>Version and response time of the ledger.</summary>
    Task<LedgerFacts> LedgerAsync(CancellationToken cancellationToken);

    /// <summary>Size of the ledger in bytes. PostgreSQL looks at every file for it, so it should be read seldom.</summary>
    Task<long> LedgerBytesAsync(CancellationToken cancellationToken);

    /// <summary>Rows that have been due since before the given time.</summary>
    Task<LateWork> LateAsync(long dueBefore, int limit, CancellationToken cancellationToken);

    /// <summary>Schedules that are not paused and whose last firing produced no message or skipped instants.</summary>
    Task<IReadOnlyList<FailingSchedule>> FailingSchedulesAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The schedules that are paused, counted up to a limit.</summary>
    Task<PausedSchedules> PausedSchedulesAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Flow-control keys whose first message has waited since before the given time, longest wait first.</summary>
    Task<IReadOnlyList<WaitingKey>> WaitingAsync(long since, int limit, CancellationToken cancellationToken);
}
