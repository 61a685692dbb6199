namespace BusQStash.Api.Publishing;

/// <summary>The upstreams behind <c>api/&lt;name&gt;</c> destinations (wire contract 5.1). Default: none.</summary>
internal sealed class UpstreamApisOptions
{
    internal const string SectionName = "BusQStash:Apis";

    /// <summary>Upstreams by name, for instance <c>BusQStash:Apis:llm:Url</c>.</summary>
    public Dictionary<string, UpstreamApi> Apis { get; } = new(StringComparer.OrdinalIgnoreCase);
}
