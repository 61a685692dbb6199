using System.ComponentModel.DataAnnotations;

namespace BusQStash.Store.Startup;

/// <summary>Settings of the ledger.</summary>
public sealed class StoreOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "BusQStash:Store";

    /// <summary>
    /// Number of queues that get a broker queue of their own; the lanes of later ones share 64. Default: 1500, which leaves room below the roughly 2,000 endpoints that fit one
    /// broker connection.
    /// </summary>
    [Range(0, 1_000_000)]
    public int DedicatedQueues { get; set; } = 1500;

    /// <summary>Retention of delivered and canceled messages with their history. Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan FinishedRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Approximate maximum number of log entries. Default: no limit. Above it, the messages that ended longest ago are deleted before <see cref="FinishedRetention"/> is over.
    /// Unfinished messages and those with a dead letter are kept and counted.
    /// </summary>
    [Range(1_000, long.MaxValue)]
    public long? MaxLogRows { get; set; }

    /// <summary>How long a call in progress may continue to wait once the ledger is known to be unreachable; later calls are refused at once. Default: 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan RefuseAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Retention of dead letters. Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan DeadLetterRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Retention of unused flow-control keys, unless they are paused or pinned. Default: 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan FlowKeyRetention { get; set; } = TimeSpan.FromDays(1);
}
