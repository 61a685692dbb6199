namespace BusQStash.Client.Receiving;

/// <summary>The signing keys and limits with which a receiver verifies requests.</summary>
/// <remarks>
/// Filled in this order, later over earlier: the variables <c>QSTASH_CURRENT_SIGNING_KEY</c> and <c>QSTASH_NEXT_SIGNING_KEY</c>, the configuration
/// section <see cref="SectionName"/>, the delegate given to <c>AddQStashReceiver</c>.
/// </remarks>
public sealed class ReceiverOptions
{
    /// <summary>The configuration section that is bound: <c>BusQStash:Receiver</c>.</summary>
    public const string SectionName = "BusQStash:Receiver";

    /// <summary>The current signing key. Default: <c>QSTASH_CURRENT_SIGNING_KEY</c>.</summary>
    public string? CurrentSigningKey { get; set; }

    /// <summary>The next signing key. Default: <c>QSTASH_NEXT_SIGNING_KEY</c>.</summary>
    public string? NextSigningKey { get; set; }

    /// <summary>Whether missing keys are fetched from the server, through the client of <c>AddBusQStashClient</c>. Default: false.</summary>
    public bool FetchKeys { get; set; }

    /// <summary>How long fetched keys are cached. A signature that matches none of them causes an earlier fetch. Default: 5 min.</summary>
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Allowed clock skew between this machine and the server. Default: none.</summary>
    public TimeSpan Tolerance { get; set; }

    /// <summary>
    /// The part before the path in published URLs, for instance <c>https://example.com</c>. When set, the URL of the signature is verified
    /// too. Default: none; the URL is not verified, and a proxy may call this program by any name.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>Longest body that is read for verification. Default: 10 MiB, the server's limit for messages.</summary>
    public int MaxBodyBytes { get; set; } = 10 * 1024 * 1024;
}
