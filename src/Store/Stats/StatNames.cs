namespace BusQStash.Store.Stats;

/// <summary>Names of series, as stored and requested.</summary>
public static class StatNames
{
    /// <summary>The series of the totals.</summary>
    public const string All = "all";

    /// <summary>Prefix of a queue's series.</summary>
    public const string QueuePrefix = "queue:";

    /// <summary>Prefix of a host's series.</summary>
    public const string HostPrefix = "host:";

    /// <summary>Stands for the queues or hosts beyond the limit of series. No queue or host has this name.</summary>
    public const string Other = "(other)";

    /// <summary>The series of a queue.</summary>
    public static string OfQueue(string name) => QueuePrefix + name;

    /// <summary>The series of a host.</summary>
    public static string OfHost(string host) => HostPrefix + host;
}
