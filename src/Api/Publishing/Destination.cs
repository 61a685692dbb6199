using BusQStash.Rules.Destinations;
using BusQStash.Store.UrlGroups;

namespace BusQStash.Api.Publishing;

/// <summary>Where a message goes (wire contract 5).</summary>
internal abstract record Destination
{
    private Destination()
    {
    }

    /// <summary>One URL.</summary>
    internal sealed record Url(string Value) : Destination;

    /// <summary>Every endpoint of a URL group.</summary>
    internal sealed record Group(UrlGroup Value) : Destination;

    /// <summary>A configured upstream.</summary>
    internal sealed record Api(string Name, ApiUpstreamOptions Upstream) : Destination;

    /// <summary>A destination that cannot be resolved.</summary>
    internal sealed record Invalid(string Error) : Destination;
}
