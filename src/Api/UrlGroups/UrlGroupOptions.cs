using System.ComponentModel.DataAnnotations;

namespace BusQStash.Api.UrlGroups;

/// <summary>How large a URL group may grow.</summary>
internal sealed class UrlGroupOptions
{
    internal const string SectionName = "BusQStash:UrlGroups";

    /// <summary>Most endpoints of one group; each is a message for every publish. Default: 1000.</summary>
    [Range(1, 100_000)]
    public int MaxEndpoints { get; set; } = 1000;
}
