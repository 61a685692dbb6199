using System.ComponentModel.DataAnnotations;

namespace BusQStash.Api.Http;

/// <summary>What clients may take of this process.</summary>
internal sealed class HttpOptions
{
    internal const string SectionName = "BusQStash:Http";

    /// <summary>Most connections of clients at once; what comes beyond is closed. Default: a third of the files the process may open, where the system tells (Linux).</summary>
    [Range(1, int.MaxValue)]
    public int? MaxConnections { get; set; }
}
