namespace BusQStash.Store.Instances;

/// <summary>Role of a process.</summary>
[Flags]
public enum InstanceKind
{
    /// <summary>Accepts messages.</summary>
    Api = 1,

    /// <summary>Delivers messages.</summary>
    Worker = 2,
}
