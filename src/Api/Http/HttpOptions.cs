using System.ComponentModel.DataAnnotations;

namespace BusQStash.Api.Http;

/// <summary>What clients may take of this process.</summary>
internal sealed class HttpOptions
{
    internal const string SectionName = "BusQStash:Http";

    /// <summary>Most connections of clients at once; what comes beyond is closed. Default: 10,000; never more than a third of the files the process may open (Linux).</summary>
    [Range(1, int.MaxValue)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>
    /// A page of a list ends early, with a cursor, before bodies, headers and answers add up to more than this, in bytes as the ledger has them; one entry it has at least.
    /// Default: 8 MiB.
    /// </summary>
    [Range(1, 1024L * 1024 * 1024)]
    public long MaxPageBytes { get; set; } = 8 * 1024 * 1024;
}
