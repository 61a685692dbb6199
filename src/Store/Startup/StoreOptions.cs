using System.ComponentModel.DataAnnotations;

namespace BusQStash.Store.Startup;

/// <summary>Settings of the ledger, section <c>BusQStash:Store</c>.</summary>
public sealed class StoreOptions
{
    /// <summary>Where the settings are found.</summary>
    public const string SectionName = "BusQStash:Store";

    /// <summary>
    /// How many queues get a broker queue of their own before further ones share 64 shards. A bus carries about 2,000 receive endpoints;
    /// 1500 leaves room for others.
    /// </summary>
    [Range(0, 1_000_000)]
    public int DedicatedQueues { get; set; } = 1500;
}
