namespace BusQStash.Rules.Destinations;

/// <summary>The configured APIs, by name: <c>BusQStash:Apis:&lt;name&gt;:Url</c> and <c>:Headers:&lt;header&gt;</c>.</summary>
public sealed class ApisOptions
{
    /// <summary>The section of <see cref="Apis"/> in the configuration.</summary>
    public const string SectionName = "BusQStash";

    /// <summary>Upstreams by the name after <c>api/</c>. None by default.</summary>
    public Dictionary<string, ApiUpstreamOptions> Apis { get; } = new(StringComparer.OrdinalIgnoreCase);
}
