namespace BusQStash.Store.Instances;

/// <summary>What a process does.</summary>
[Flags]
public enum InstanceKind
{
    /// <summary>Accepts messages.</summary>
    Api = 1,

    /// <summary>Delivers messages.</summary>
    Worker = 2,
}
