using BusQStash.Store.Messages;

namespace BusQStash.Store.FlowControl;

/// <summary>
/// What becomes of the claims of a process that gave them up or died. As conditions and assignments over <c>message</c>, since they are decided under the row's lock by the
/// statement that writes. Whatever brings the message back from here on, its origin answers for its command no longer.
/// </summary>
internal static class ReturnPlan
{
    /// <summary>Claims that are returned in one transaction: their specs are in memory, and the other writers wait.</summary>
    public const int GroupSize = 500;

    /// <summary>A claim whose message gets a command again.</summary>
    public const string IsPlainClaim = $"state = {MessageStateSql.Active} and flow_key is null";

    /// <summary>A claim whose message goes back into the line of its flow-control key.</summary>
    public const string IsFlowClaim = $"state = {MessageStateSql.Active} and flow_key is not null";

    /// <summary>Whoever released it sends its command at once.</summary>
    public const string Resent = $"state = {MessageStateSql.Ready}, {Freed}";

    /// <summary>Its due row brings the command.</summary>
    public const string Due = $"state = {MessageStateSql.Scheduled}, {Freed}";

    /// <summary>The line brings it up.</summary>
    public const string BackInLine = $"state = {MessageStateSql.Waiting}, {Freed}";

    private const string Freed = "claimed_by = null, origin_number = 0";

    /// <summary>
    /// A message whose claim was taken from a dead worker is published by whoever took it. Should that process die first, a due row brings the command after so long.
    /// Two commands are harmless: both are claimed first.
    /// </summary>
    public static readonly TimeSpan Backstop = TimeSpan.FromSeconds(30);

    /// <summary>Messages in the order in which their commands are sent again: that of their acceptance.</summary>
    public static IReadOnlyList<StoredMessage> InOrder(IEnumerable<StoredMessage> released) =>
        [.. released.OrderBy(message => message.CreatedAt).ThenBy(message => message.Id, StringComparer.Ordinal)];

    /// <summary>A dead process's messages in the order in which they enter their lines: each where it stood, those without a place behind them.</summary>
    public static IReadOnlyList<FlowClaim> InLine(IEnumerable<FlowClaim> claims) =>
        [.. claims.OrderBy(claim => claim.Place ?? long.MaxValue).ThenBy(claim => claim.MessageId, StringComparer.Ordinal)];

    /// <summary>Whether all claims of a dead process are returned, so that its permits may go. Those of messages still to come are needed for their places.</summary>
    public static bool IsLast(int claims) => claims < GroupSize;
}
