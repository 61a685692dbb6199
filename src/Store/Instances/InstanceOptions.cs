namespace BusQStash.Store.Instances;

/// <summary>What this process does; hosts add to it.</summary>
public sealed class InstanceOptions
{
    /// <summary>The kinds, together.</summary>
    public InstanceKind Kind { get; set; }
}
