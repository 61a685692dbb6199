namespace BusQStash.Store.Instances;

/// <summary>What is wrong right now, as people look at it.</summary>
public interface IServerViews
{
    /// <summary>The ledger itself.</summary>
    Task<LedgerFacts> LedgerAsync(CancellationToken cancellationToken);

    /// <summary>Rows due for longer than a time.</summary>
    Task<LateWork> LateAsync(long dueBefore, int limit, CancellationToken cancellationToken);

    /// <summary>Schedules that are not paused and whose last firing made nothing.</summary>
    Task<IReadOnlyList<FailingSchedule>> FailingSchedulesAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Flow-control keys whose first waiter waits since before a time, the longest first.</summary>
    Task<IReadOnlyList<WaitingKey>> WaitingAsync(long since, int limit, CancellationToken cancellationToken);
}
