namespace BusQStash.Contracts.Queues;

/// <summary>
/// Told to every worker when something about a queue changed that its lane should see at once: a first message, pause,
/// resume, parallelism, a canceled message, finished callbacks, deletion. A lost one is made good within a second by the workers' own look.
/// </summary>
public sealed record LaneChanged
{
    /// <summary>The QStash queue's name.</summary>
    public string QueueName { get; init; } = "";

    /// <summary>The shard whose broker queue carries the lane; <see langword="null"/> when the lane has its own.</summary>
    public int? Shard { get; init; }

    /// <summary>Only a worker that has the lane at hand needs to look; nobody needs to connect to it because of this.</summary>
    public bool HoldersOnly { get; init; }

    /// <summary>
    /// The id of the only thing that happened: this message has left its lane, because its last callback has ended. Whoever has the lane need not ask the ledger.
    /// </summary>
    public string? LeftMessageId { get; init; }

    /// <summary>The queue was deleted: stop its lane.</summary>
    public bool Deleted { get; init; }

    /// <summary>
    /// Name of a broker queue that did not answer and was made anew, instead of a QStash queue's: consumers of the old one get nothing any more and must connect again.
    /// </summary>
    public string? Renewed { get; init; }
}
