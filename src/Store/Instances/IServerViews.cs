namespace BusQStash.Store.Instances;

/// <summary>Facts about current problems, for the dashboard.</summary>
public interface IServerViews
{
    /// <summary>Version, response time and size of the ledger.</summary>
    Task<LedgerFacts> LedgerAsync(CancellationToken cancellationToken);

    /// <summary>Rows that have been due since before the given time.</summary>
    Task<LateWork> LateAsync(long dueBefore, int limit, CancellationToken cancellationToken);

    /// <summary>Schedules that are not paused and whose last firing produced no message.</summary>
    Task<IReadOnlyList<FailingSchedule>> FailingSchedulesAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Flow-control keys whose first message has waited since before the given time, longest wait first.</summary>
    Task<IReadOnlyList<WaitingKey>> WaitingAsync(long since, int limit, CancellationToken cancellationToken);
}
