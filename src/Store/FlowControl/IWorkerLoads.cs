namespace BusQStash.Store.FlowControl;

/// <summary>The load of the workers.</summary>
public interface IWorkerLoads
{
    /// <summary>Reports the attempts this process has in flight and their maximum.</summary>
    Task ReportAsync(int inFlight, int capacity, CancellationToken cancellationToken);

    /// <summary>The last reported loads of workers whose heartbeat is younger than <paramref name="maxAge"/> and that are not leaving, by number.</summary>
    Task<IReadOnlyList<WorkerLoad>> ListAsync(TimeSpan maxAge, CancellationToken cancellationToken);
}
