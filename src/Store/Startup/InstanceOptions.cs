using BusQStash.Store.Instances;

namespace BusQStash.Store.Startup;

/// <summary>Options of this process for its registration in the ledger. Every host adds its own role.</summary>
public sealed class InstanceOptions
{
    /// <summary>Roles of the process; none until a host sets them.</summary>
    public InstanceKind Kind { get; set; }
}
