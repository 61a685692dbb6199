namespace BusQStash.Store.Instances;

/// <summary>What a process says about itself beside its heartbeat.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Version">Its version.</param>
/// <param name="Host">The machine it runs on.</param>
/// <param name="Queues">Lanes it holds.</param>
/// <param name="Running">Its longest running attempts.</param>
public sealed record InstanceDetail(InstanceKind Kind, string Version, string Host, int Queues, IReadOnlyList<RunningAttempt> Running)
{
    /// <summary>The settings it runs with and others should run with too; <see langword="null"/> where it said them before.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }
}
