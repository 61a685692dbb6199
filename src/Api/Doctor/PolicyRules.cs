using System.Text.RegularExpressions;
using BusQStash.Bus.Inspection;
using BusQStash.Bus.Naming;

namespace BusQStash.Api.Doctor;

/// <summary>Finds broker policies that lose commands, for existing queues and for queues yet to be declared.</summary>
internal static class PolicyRules
{
    /// <summary>Policy keys that drop, expire or move a queue's messages, or delete the queue.</summary>
    private static readonly string[] Harm =
        ["max-length", "max-length-bytes", "message-ttl", "expires", "delivery-limit", "dead-letter-exchange"];

    /// <summary>One name of each kind of queue, for policies that match no existing queue yet.</summary>
    private static readonly string[] Names = [BrokerNames.Deliver, BrokerNames.Lane("orders"), BrokerNames.Shard(0), BrokerNames.Enqueue];

    private static readonly TimeSpan MatchLimit = TimeSpan.FromMilliseconds(100);

    internal static IReadOnlyList<(string Name, string Queue, IReadOnlyList<string> Keys)> Harmful(ManagementView management) =>
    [
        .. management.Queues.Where(queue => IsCurrent(queue, management.Policies))
            .Select(queue => (Name: NameOf(queue), Queue: queue.Name, Keys: KeysOf(queue.Definition)))
            .Concat(Names.Except(management.Queues.Select(queue => queue.Name)).SelectMany(name => Expected(management.Policies ?? [], name)))
            .Where(found => found.Keys.Count > 0)
            .DistinctBy(found => found.Name),
    ];

    /// <summary>
    /// What the broker says of a queue comes from statistics, which may be old: an idle queue can show a policy long after
    /// it was cleared. The list of policies is never old.
    /// </summary>
    private static bool IsCurrent(BrokerQueueView queue, IReadOnlyList<BrokerPolicy>? policies) =>
        policies is null || policies.Any(policy => policy.Name == (policy.IsOperators ? queue.OperatorPolicy : queue.Policy));

    private static string NameOf(BrokerQueueView queue) =>
        string.Join(" or ", new[] { queue.Policy is { } own ? $"Policy {own}" : null, queue.OperatorPolicy is { } operators ? $"operator policy {operators}" : null }.OfType<string>());

    /// <summary>Of several matching policies the broker applies, per kind, the one with the highest priority.</summary>
    private static IEnumerable<(string Name, string Queue, IReadOnlyList<string> Keys)> Expected(IReadOnlyList<BrokerPolicy> policies, string name) => policies
        .Where(policy => policy.ApplyTo is "all" or "queues" or "quorum_queues" && Matches(policy.Pattern, name))
        .GroupBy(policy => policy.IsOperators)
        .Select(kind => kind.MaxBy(policy => policy.Priority)!)
        .Select(policy => ($"{(policy.IsOperators ? "Operator policy" : "Policy")} {policy.Name}", name, KeysOf(policy.Definition)));

    private static IReadOnlyList<string> KeysOf(IReadOnlyDictionary<string, string> definition) =>
        [.. Harm.Where(definition.ContainsKey).Select(key => $"{key}={definition[key]}")];

    /// <summary>The broker's patterns are PCRE; a pattern that .NET cannot parse, or that times out, counts as a match.</summary>
    private static bool Matches(string pattern, string name)
    {
        try
        {
            return Regex.IsMatch(name, pattern, RegexOptions.None, MatchLimit);
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            return true;
        }
    }
}
