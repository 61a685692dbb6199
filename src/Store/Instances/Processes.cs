namespace BusQStash.Store.Instances;

/// <summary>All processes at one moment.</summary>
/// <param name="Now">The moment, on the ledger's clock, unix milliseconds.</param>
/// <param name="All">The processes by number.</param>
/// <param name="Reconciler">The one that reconciles.</param>
public sealed record Processes(long Now, IReadOnlyList<ProcessView> All, int? Reconciler)
{
    /// <summary>Those that deliver.</summary>
    public IEnumerable<ProcessView> Workers => All.Where(process => process.IsWorkerAtWork);

    /// <summary>When a worker was last heard of.</summary>
    public long? WorkerSeenAt => All.Where(process => process.Kind.HasFlag(InstanceKind.Worker)).Max(process => (long?)process.HeartbeatAt);

    /// <summary>The attempt of a message that runs, with the process that makes it.</summary>
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
