using BusQStash.Api.Http;

namespace BusQStash.Api.Publishing;

/// <summary>Which URLs may be called at all. The worker checks again when it connects: names may resolve to anything by then.</summary>
internal sealed class DestinationRules
{
    /// <summary>Reads a URL given as bytes.</summary>
    /// <returns>What is wrong, or <see langword="null"/>.</returns>
    internal string? Read(string text, out string url) => DestinationUrl.Read(text, out url, out _);
}
