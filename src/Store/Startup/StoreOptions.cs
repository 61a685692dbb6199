using System.ComponentModel.DataAnnotations;

namespace BusQStash.Store.Startup;

/// <summary>Settings of the ledger.</summary>
public sealed class StoreOptions
{
    /// <summary>Where they are read from.</summary>
    public const string SectionName = "BusQStash:Store";

    /// <summary>
    /// So many queues get a broker queue of their own; lanes of later ones share 64. 1500 leaves room below the roughly 2,000 endpoints
    /// that fit one broker connection.
    /// </summary>
    [Range(0, 1_000_000)]
    public int DedicatedQueues { get; set; } = 1500;

    /// <summary>How long delivered and canceled messages stay readable with their history; 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan FinishedRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How many entries the logs hold, about; no limit by default. Beyond it the messages that ended longest ago are forgotten before
    /// <see cref="FinishedRetention"/> is over. Messages that have not ended, and those with a dead letter, are kept and counted.
    /// </summary>
    [Range(1_000, long.MaxValue)]
    public long? MaxLogRows { get; set; }

    /// <summary>How long a call under way may go on waiting once the ledger is known to be away; 2 s. Calls that come later are refused at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan RefuseAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long dead letters are kept; 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan DeadLetterRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a flow-control key nobody uses is remembered, unless it is paused or pinned; 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan FlowKeyRetention { get; set; } = TimeSpan.FromDays(1);
}
