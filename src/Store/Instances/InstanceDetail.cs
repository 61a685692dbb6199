namespace BusQStash.Store.Instances;

/// <summary>Details a process reports about itself, in addition to its heartbeat.</summary>
/// <param name="Kind">Its roles.</param>
/// <param name="Version">Its version.</param>
/// <param name="Host">Host name of its machine.</param>
/// <param name="Queues">Number of lanes it holds.</param>
/// <param name="Running">Its longest-running attempts.</param>
public sealed record InstanceDetail(InstanceKind Kind, string Version, string Host, int Queues, IReadOnlyList<RunningAttempt> Running)
{
    /// <summary>Its settings that should be the same in all processes; <see langword="null"/> if they were reported before.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }
}
