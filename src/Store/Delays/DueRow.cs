namespace BusQStash.Store.Delays;

/// <summary>A due row as read before its claim.</summary>
/// <param name="Token">A message's id, a parked lane's token, or a scheduled bus message's.</param>
/// <param name="Kind">Kind of the item.</param>
/// <param name="DueAt">When it was due.</param>
/// <param name="Stamp">Stamp of the claim: every write gives the row a new stamp, so that a process with an earlier claim cannot complete it.</param>
/// <param name="Content">The content to send, for a bus message.</param>
internal sealed record DueRow(string Token, int Kind, DateTimeOffset DueAt, long Stamp, ScheduledBusMessage? Content)
{
    /// <summary>Kinds as stored.</summary>
    public const int MessageKind = 0, LaneKind = 1, BusKind = 2, WaiterKind = 3;

    private const string LanePrefix = "lane:";

    /// <summary>The queue of a parked lane.</summary>
    public string QueueName => Token[LanePrefix.Length..];

    /// <summary>Token of a parked lane.</summary>
    public static string LaneToken(string queueName) => LanePrefix + queueName;
}
