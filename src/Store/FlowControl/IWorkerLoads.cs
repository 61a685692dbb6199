namespace BusQStash.Store.FlowControl;

/// <summary>What the workers have in flight.</summary>
public interface IWorkerLoads
{
    /// <summary>Says what this process has in flight and how much it may have.</summary>
    Task ReportAsync(int inFlight, int capacity, CancellationToken cancellationToken);

    /// <summary>Workers whose heartbeat is younger than <paramref name="maxAge"/> and that are not leaving, by number, as they last said.</summary>
    Task<IReadOnlyList<WorkerLoad>> ListAsync(TimeSpan maxAge, CancellationToken cancellationToken);
}
