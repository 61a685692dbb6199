namespace BusQStash.Bus.Inspection;

/// <summary>A policy of the broker.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsOperators">Whether it is an operator policy.</param>
/// <param name="Pattern">Names it applies to, as a regular expression.</param>
/// <param name="ApplyTo"><c>all</c>, <c>queues</c>, <c>quorum_queues</c>, <c>exchanges</c>…</param>
/// <param name="Priority">Of several that match, the highest applies.</param>
/// <param name="Definition">Its settings, by key.</param>
public sealed record BrokerPolicy(
    string Name, bool IsOperators, string Pattern, string ApplyTo, int Priority, IReadOnlyDictionary<string, string> Definition);
