using System.Globalization;
using BusQStash.Bus.Connections;
using BusQStash.Bus.Inspection;

namespace BusQStash.Api.Doctor;

/// <summary>Findings about the broker.</summary>
internal static class BrokerFindings
{
    internal const string Broker = "broker", Tls = "broker.tls", Rights = "broker.rights", Marker = "broker.marker", Policies = "broker.policies", Members = "broker.members", TickTime = "broker.ticktime", Clock = "broker.clock";

    /// <summary>A quorum of this many members survives the loss of one; a cluster with fewer nodes cannot provide it.</summary>
    private const int EnoughMembers = 3;

    /// <summary>Nodes drop a silent one after up to 1.25 of this, and processes need a moment more.</summary>
    private static readonly TimeSpan LongestTickTime = TimeSpan.FromSeconds(15);

    /// <summary>The broker's clock has a resolution of one second.</summary>
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(3);

    internal static IEnumerable<Finding> Of(BrokerCondition broker) => broker switch
    {
        { Kind: TransportKind.InMemory } => [Finding.Good(Broker, "There is none: commands travel in this process.")],
        { Failure: { } reason } =>
        [
            Finding.Error(
                Broker, $"RabbitMQ cannot be reached: {reason.TrimEnd('.')}.", "See that it runs and that ConnectionStrings__RabbitMq leads to it. Messages are accepted and wait meanwhile."),
        ],
        _ => OfReached(broker),
    };

    private static Finding[] OfTls(BrokerCondition broker) => broker.TrustsAnybody
        ? [Finding.Warning(
            Tls,
            "Any certificate is accepted for RabbitMQ: a man in the middle can read and change everything.",
            "Name its authority in BusQStash__Broker__Tls__CaFile and take DangerousAcceptAnyServerCertificate away.")]
        : [];

    private static IEnumerable<Finding> OfReached(BrokerCondition broker) =>
    [
        broker.IsSupported
            ? Finding.Good(Broker, $"RabbitMQ {broker.Version?.ToString() ?? "(it tells no version)"} answers.")
            : Finding.Error(Broker, $"RabbitMQ {broker.Version} is too old.", "Upgrade it to 3.10 or later; processes do not work with it."),
        .. OfTls(broker),
        broker.MissingRights.Count == 0
            ? Finding.Good(Rights, "The user may configure, write and read.")
            : Finding.Error(Rights, $"The user lacks: {string.Join(", ", broker.MissingRights)}.", "rabbitmqctl set_permissions -p VHOST USER '.*' '.*' '.*', or patterns that match these names."),
        .. broker.HasMarker switch
        {
            null => (Finding[])[],
            true => [Finding.Good(Marker, "The broker still has what it had for this ledger.")],
            false => [Finding.Warning(
                Marker,
                "The broker has no marker of this ledger: it is new, has lost its data, or is another one than the workers use.",
                "A worker makes up for it within 15 s. If this stays so, see that all processes have the same broker and virtual host, and that a worker runs.")],
        },
        .. broker.Management is { } management
            ? OfManagement(management)
            : [Finding.Unseen(
                Policies,
                $"Policies, queue members and the broker's clock could not be checked: the management API does not respond ({broker.ManagementFailure}).",
                "rabbitmq-plugins enable rabbitmq_management, or name its address in BusQStash__Broker__Management__Url. It is needed for this look alone.")],
    ];

    private static IEnumerable<Finding> OfManagement(ManagementView management) =>
    [
        .. OfPolicies(management),
        .. OfMembers(management),
        .. OfTickTime(management),
        .. management.ClockAhead switch
        {
            null => (Finding[])[],
            { } ahead when ahead.Duration() <= MostSkew => [Finding.Good(Clock, "This machine's clock and the broker's agree.")],
            { } ahead => [Finding.Warning(Clock, $"The broker's clock is {LedgerFindings.Skew(ahead)} this machine's.", "Keep both in step with NTP: logs of the two cannot be read together otherwise.")],
        },
    ];

    private static IEnumerable<Finding> OfPolicies(ManagementView management)
    {
        var harmful = PolicyRules.Harmful(management);
        if (harmful.Count > 0)
        {
            return harmful.Select(policy => Finding.Error(
                Policies,
                $"{policy.Name} applies to {policy.Queue} and sets {string.Join(", ", policy.Keys)}: commands may be dropped or expire.",
                "Change its pattern so that it leaves out names that begin with busqstash-."));
        }

        return management.Policies is null
            ? [Finding.Unseen(Policies, "No policy harms the broker queues there are; the user may not see policies for those to come.", "Give the user the tag monitoring or policymaker.")]
            : [Finding.Good(Policies, "No policy drops commands.")];
    }

    private static IEnumerable<Finding> OfMembers(ManagementView management)
    {
        var lost = management.Queues.Where(queue => queue.Members.Count > 0 && queue.Online.Count * 2 <= queue.Members.Count).ToList();
        if (lost.Count > 0)
        {
            yield return Finding.Error(
                Members, $"Most members are down of {Names(lost)}.", "Start the nodes that are down. Nothing can be sent to these queues meanwhile; what they held is in the ledger.");
        }

        var down = management.Queues.Except(lost).Where(queue => queue.Online.Count < queue.Members.Count).ToList();
        if (down.Count > 0)
        {
            yield return Finding.Warning(Members, $"A member is down of {Names(down)}.", "Start the node that is down, or forget it: rabbitmqctl forget_cluster_node NODE.");
        }

        if (management.Nodes is not { } nodes)
        {
            yield return Finding.Unseen(Members, "How many nodes there are cannot be seen.", "Give the user the tag monitoring.");
            yield break;
        }

        var few = nodes.Count < EnoughMembers ? [] : management.Queues.Where(queue => queue.Members.Count is > 0 and < EnoughMembers).ToList();
        if (few.Count > 0)
        {
            var missing = nodes.Where(node => few.Any(queue => !queue.Members.Contains(node)));
            yield return Finding.Warning(
                Members,
                $"Fewer than {EnoughMembers} of the {nodes.Count} nodes hold {Names(few)}.",
                string.Join("; ", missing.Select(node => $"rabbitmq-queues grow {node} all --queue-pattern '^busqstash-'")));
        }
        else if (lost.Count == 0 && down.Count == 0)
        {
            yield return Finding.Good(Members, nodes.Count < EnoughMembers ? "All members of the broker queues are up." : $"The broker queues have {EnoughMembers} members or more, and all are up.");
        }
    }

    // One node waits for nobody.
    private static Finding[] OfTickTime(ManagementView management) => (management.Nodes?.Count > 1, management.TickTime) switch
    {
        (true, { } ticks) when ticks > LongestTickTime => [Finding.Warning(
            TickTime,
            string.Create(
                CultureInfo.InvariantCulture,
                $"A node that stands still, or is cut off without a word, holds up unordered messages for up to {ticks.TotalSeconds * 1.25:0} s (net_ticktime is {ticks.TotalSeconds:0} s)."),
            "Set net_ticktime = 10 in rabbitmq.conf on every node and restart the nodes one by one.")],
        (true, { }) => [Finding.Good(TickTime, "Nodes drop one that stands still soon enough.")],
        _ => [],
    };

    private static string Names(List<BrokerQueueView> queues) => LedgerFindings.Few([.. queues.Select(queue => queue.Name)]);
}
