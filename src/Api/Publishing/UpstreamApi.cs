namespace BusQStash.Api.Publishing;

/// <summary>One configured upstream. Its own headers (a key, say) are added at delivery and never stored with a message.</summary>
internal sealed class UpstreamApi
{
    /// <summary>Where messages to it are delivered. An absolute http(s) URL.</summary>
    public string Url { get; set; } = "";

    /// <summary>Whether a message must say who gets the answer. Default: yes, the answer is what one asks an API for.</summary>
    public bool RequireCallback { get; set; } = true;
}
