namespace BusQStash.Rules.Destinations;

/// <summary>Where <c>api/&lt;name&gt;</c> leads (wire contract 5.1).</summary>
public sealed class ApiUpstreamOptions
{
    /// <summary>The absolute http(s) URL that is called.</summary>
    public string Url { get; set; } = "";

    /// <summary>Whether a message to it must name a callback. Default: yes, the answer is what one asks an API for.</summary>
    public bool RequireCallback { get; set; } = true;

    /// <summary>
    /// Headers added to every delivery, the provider's key for instance. They win over a publisher's and are shown to nobody.
    /// </summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);
}
