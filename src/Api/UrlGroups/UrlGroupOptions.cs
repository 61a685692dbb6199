using System.ComponentModel.DataAnnotations;

namespace BusQStash.Api.UrlGroups;

/// <summary>Limits on URL groups.</summary>
internal sealed class UrlGroupOptions
{
    internal const string SectionName = "BusQStash:UrlGroups";

    /// <summary>Most endpoints of one group; every publish makes a message for each. Default: 1000.</summary>
    [Range(1, 100_000)]
    public int MaxEndpoints { get; set; } = 1000;
}
