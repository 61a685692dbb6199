using System.ComponentModel.DataAnnotations;

namespace BusQStash.Api.Http;

/// <summary>Limits on the resources clients may use of this process.</summary>
internal sealed class HttpOptions
{
    internal const string SectionName = "BusQStash:Http";
    internal const int PartForBodies = 8;
    internal const long LeastForBodies = 16 * 1024 * 1024;

    /// <summary>Most client connections at once; further ones are closed. Default: 10,000; never more than a third of the files the process may open (Linux).</summary>
    [Range(1, int.MaxValue)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>
    /// Most bytes of bodies, headers and responses in one page of a list, as stored in the ledger; beyond it the page ends early, with a cursor. A page has at least one entry.
    /// Default: 8 MiB.
    /// </summary>
    [Range(1, 1024L * 1024 * 1024)]
    public long MaxPageBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>
    /// Most bytes of request bodies over 64 KiB in memory at once; a batch counts twice, for its text and its messages. Callers beyond it wait. Default: an eighth of the memory
    /// the process may use, at least 16 MiB.
    /// </summary>
    [Range(64 * 1024, long.MaxValue)]
    public long? MaxBodyBytesInFlight { get; set; }

    /// <summary>How long such a caller waits before it gets 503 with <c>Retry-After</c>. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan BodyPatience { get; set; } = TimeSpan.FromSeconds(30);
}
