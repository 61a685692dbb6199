namespace BusQStash.Store.Stats;

/// <summary>Names of series, as they are stored and asked for.</summary>
public static class StatNames
{
    /// <summary>Everything together.</summary>
    public const string All = "all";

    /// <summary>What stands before a queue's name.</summary>
    public const string QueuePrefix = "queue:";

    /// <summary>What stands before a host.</summary>
    public const string HostPrefix = "host:";

    /// <summary>Stands for those that are too many to have a series of their own. No queue has this name, nor a host.</summary>
    public const string Other = "(other)";

    /// <summary>The series of a queue.</summary>
    public static string OfQueue(string name) => QueuePrefix + name;

    /// <summary>The series of a host.</summary>
    public static string OfHost(string host) => HostPrefix + host;
}
