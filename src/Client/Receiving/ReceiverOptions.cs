namespace BusQStash.Client.Receiving;

/// <summary>What a receiver verifies requests with.</summary>
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

    /// <summary>Whether keys that are not given are fetched from the server, through the client of <c>AddBusQStashClient</c>. Default: false.</summary>
    public bool FetchKeys { get; set; }

    /// <summary>How long fetched keys are used without asking again. A signature they do not fit makes them be asked for earlier. Default: 5 min.</summary>
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How far this clock and the server's may be apart. Default: not at all.</summary>
    public TimeSpan Tolerance { get; set; }

    /// <summary>
    /// What stands before the path in the URLs that are published, for instance <c>https://example.com</c>. With it the URL of the signature is
    /// checked too. Default: none; then it is not, and a proxy may call this program by any name.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>Longest body that is read to be verified. Default: 10 MiB, as long as the server's messages.</summary>
    public int MaxBodyBytes { get; set; } = 10 * 1024 * 1024;
}
