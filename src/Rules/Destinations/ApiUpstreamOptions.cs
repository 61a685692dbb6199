namespace BusQStash.Rules.Destinations;

/// <summary>The upstream of <c>api/&lt;name&gt;</c> (wire contract 5.1).</summary>
public sealed class ApiUpstreamOptions
{
    /// <summary>The absolute http(s) URL that is called.</summary>
    public string Url { get; set; } = "";

    /// <summary>Whether a message to it must name a callback. Default: yes, because an API is called for its answer.</summary>
    public bool RequireCallback { get; set; } = true;

    /// <summary>
    /// Headers added to every delivery, the provider's key for instance. They override a publisher's and are never shown.
    /// </summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);
}
