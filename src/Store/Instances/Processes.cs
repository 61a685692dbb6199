namespace BusQStash.Store.Instances;

/// <summary>All processes at one moment.</summary>
/// <param name="Now">The time of the snapshot on the ledger's clock, unix milliseconds.</param>
/// <param name="All">The processes, sorted by number.</param>
/// <param name="Reconciler">Number of the process that holds the reconciler role.</param>
public sealed record Processes(long Now, IReadOnlyList<ProcessView> All, int? Reconciler)
{
    /// <summary>The workers that take work.</summary>
    public IEnumerable<ProcessView> Workers => All.Where(process => process.IsWorkerAtWork);

    /// <summary>Time of the last heartbeat of any worker.</summary>
    public long? WorkerSeenAt => All.Where(process => process.Kind.HasFlag(InstanceKind.Worker)).Max(process => (long?)process.HeartbeatAt);

    /// <summary>The attempt of a message in flight, with the number of its worker.</summary>
    public (RunningAttempt Attempt, int Worker)? FindRunning(string messageId)
    {
        foreach (var process in All.Where(process => process.IsAlive))
        {
            if (process.Detail?.Running.FirstOrDefault(attempt => attempt.MessageId == messageId) is { } attempt)
            {
                return (attempt, process.Number);
            }
        }

        return null;
    }
}
