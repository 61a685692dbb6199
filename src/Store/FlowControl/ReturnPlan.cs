using BusQStash.Store.Messages;

namespace BusQStash.Store.FlowControl;

/// <summary>
/// Decides what happens to the claims of a process that died or gave them up. The rules are conditions and assignments over <c>message</c>, because the updating statement
/// evaluates them under the row's lock. From then on the message's origin is no longer responsible for its command.
/// </summary>
internal static class ReturnPlan
{
    /// <summary>Claims returned in one transaction. Bounded, because their specs are in memory and the other writers wait.</summary>
    public const int GroupSize = 500;

    /// <summary>A claim whose message gets a new command.</summary>
    public const string IsPlainClaim = $"state = {MessageStateSql.Active} and flow_key is null";

    /// <summary>A claim whose message goes back into the line of its flow-control key.</summary>
    public const string IsFlowClaim = $"state = {MessageStateSql.Active} and flow_key is not null";

    /// <summary>The process that releases the message sends its command at once.</summary>
    public const string Resent = $"state = {MessageStateSql.Ready}, {Freed}";

    /// <summary>The message's due row brings the command.</summary>
    public const string Due = $"state = {MessageStateSql.Scheduled}, {Freed}";

    /// <summary>The message is granted from the line.</summary>
    public const string BackInLine = $"state = {MessageStateSql.Waiting}, {Freed}";

    private const string Freed = "claimed_by = null, origin_number = 0";

    /// <summary>
    /// Delay of the due row that is written when a dead worker's claim is released. The releasing process sends the command at once; if it dies first, the due row brings it. Two
    /// commands are harmless, because the message must be claimed first.
    /// </summary>
    public static readonly TimeSpan Backstop = TimeSpan.FromSeconds(30);

    /// <summary>Messages in the order in which their commands are resent: the order of acceptance.</summary>
    public static IReadOnlyList<StoredMessage> InOrder(IEnumerable<StoredMessage> released) =>
        [.. released.OrderBy(message => message.CreatedAt).ThenBy(message => message.Id, StringComparer.Ordinal)];

    /// <summary>A dead process's messages in the order in which they enter their lines: first those with a former place, in that order, then the others.</summary>
    public static IReadOnlyList<FlowClaim> InLine(IEnumerable<FlowClaim> claims) =>
        [.. claims.OrderBy(claim => claim.Place ?? long.MaxValue).ThenBy(claim => claim.MessageId, StringComparer.Ordinal)];

    /// <summary>
    /// Whether all claims of a dead process have been returned, so that its permits can be deleted. Until then the permits are needed for the places of the remaining messages.
    /// </summary>
    public static bool IsLast(int claims) => claims < GroupSize;
}
