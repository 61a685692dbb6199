namespace BusQStash.Contracts.Queues;

/// <summary>
/// Sent to every worker when a queue changed and its lane should react at once: a first message, pause, resume, parallelism,
/// a canceled message, finished callbacks, deletion. If one is lost, the workers' own polling finds the change within a second.
/// </summary>
public sealed record LaneChanged
{
    /// <summary>The QStash queue's name.</summary>
    public string QueueName { get; init; } = "";

    /// <summary>The shard whose broker queue carries the lane; <see langword="null"/> when the lane has its own broker queue.</summary>
    public int? Shard { get; init; }

    /// <summary>Concerns only workers that already run the lane; no worker needs to connect to it because of this.</summary>
    public bool HoldersOnly { get; init; }

    /// <summary>
    /// The id of the message whose leaving the lane, after its last callback ended, is the only change. The lane's owner need not query the ledger.
    /// </summary>
    public string? LeftMessageId { get; init; }

    /// <summary>The queue was deleted: stop its lane.</summary>
    public bool Deleted { get; init; }

    /// <summary>
    /// Name of a broker queue that did not respond and was recreated, in place of a QStash queue's name: consumers of the old one receive nothing and must reconnect.
    /// </summary>
    public string? Renewed { get; init; }
}
