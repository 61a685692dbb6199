using System.ComponentModel.DataAnnotations;

namespace BusQStash.Api.Http;

/// <summary>What clients may take of this process.</summary>
internal sealed class HttpOptions
{
    internal const string SectionName = "BusQStash:Http";
    internal const int PartForBodies = 8;
    internal const long LeastForBodies = 16 * 1024 * 1024;

    /// <summary>Most connections of clients at once; what comes beyond is closed. Default: 10,000; never more than a third of the files the process may open (Linux).</summary>
    [Range(1, int.MaxValue)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>
    /// A page of a list ends early, with a cursor, before bodies, headers and answers add up to more than this, in bytes as the ledger has them; one entry it has at least.
    /// Default: 8 MiB.
    /// </summary>
    [Range(1, 1024L * 1024 * 1024)]
    public long MaxPageBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>
    /// Most bytes of request bodies over 64 KiB in memory at once; a batch counts twice, for its text and its messages. Callers beyond it wait.
    /// Default: an eighth of the memory the process may have, 16 MiB at least.
    /// </summary>
    [Range(64 * 1024, long.MaxValue)]
    public long? MaxBodyBytesInFlight { get; set; }

    /// <summary>How long such a caller waits before it gets 503 with <c>Retry-After</c>. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan BodyPatience { get; set; } = TimeSpan.FromSeconds(30);
}
