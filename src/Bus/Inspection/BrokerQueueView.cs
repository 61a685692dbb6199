namespace BusQStash.Bus.Inspection;

/// <summary>A broker queue of ours as the management API shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Members">The nodes that hold it; empty where it is no quorum queue.</param>
/// <param name="Online">Those of them that are there.</param>
/// <param name="Policy">The policy that applies to it.</param>
/// <param name="OperatorPolicy">The operator policy that applies to it.</param>
/// <param name="Definition">What both set together, by key.</param>
public sealed record BrokerQueueView(
    string Name, IReadOnlyList<string> Members, IReadOnlyList<string> Online, string? Policy, string? OperatorPolicy, IReadOnlyDictionary<string, string> Definition);
