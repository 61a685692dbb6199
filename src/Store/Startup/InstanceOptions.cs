using BusQStash.Store.Instances;

namespace BusQStash.Store.Startup;

/// <summary>What this process tells the ledger about itself. Every host adds its own part to it.</summary>
public sealed class InstanceOptions
{
    /// <summary>What the process does; nothing until a host says so.</summary>
    public InstanceKind Kind { get; set; }
}
