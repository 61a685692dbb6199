namespace BusQStash.Bus.Inspection;

/// <summary>One of this system's broker queues, as the management API reports it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Members">The nodes of its quorum; empty where it is not a quorum queue.</param>
/// <param name="Online">Those of them that are online.</param>
/// <param name="Policy">The policy that applies to it.</param>
/// <param name="OperatorPolicy">The operator policy that applies to it.</param>
/// <param name="Definition">The combined settings of both, by key.</param>
public sealed record BrokerQueueView(
    string Name, IReadOnlyList<string> Members, IReadOnlyList<string> Online, string? Policy, string? OperatorPolicy, IReadOnlyDictionary<string, string> Definition);
