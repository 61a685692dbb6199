namespace BusQStash.Bus.Connections;

/// <summary>Settings of the connection to the broker, section <c>BusQStash:Broker</c>.</summary>
public sealed class BrokerOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "BusQStash:Broker";

    /// <summary>A send that began longer ago than this is either confirmed or resent.</summary>
    internal static readonly TimeSpan LongestSendTimeout = TimeSpan.FromSeconds(8);

    /// <summary>The broker's address; from <c>ConnectionStrings:RabbitMq</c>. Nothing means the in-memory transport.</summary>
    public BrokerAddress? Address { get; set; }

    /// <summary>
    /// How long one send may wait for the broker's confirm; 5 s by default. Without a limit a send hangs during outages.
    /// A message not confirmed by then is published again from the ledger.
    /// </summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often the two ends of a connection show that they are there; 4 s by default. RabbitMQ closes the connection of a host that is gone after two to three of
    /// these and hands its commands to others; its own default of 60 s would keep them for up to three minutes. With 4 s they are elsewhere within 12 s; with less, a busy machine loses connections it needs.
    /// </summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How long one node of the broker may take to answer a connection, and then to open it; 5 s by default. Then the next node is tried.
    /// </summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>TLS towards the broker.</summary>
    public BrokerTlsOptions Tls { get; } = new();

    /// <summary>How long an accepted message's answer waits for the broker's confirm; 1 s by default. The ledger has the message already.</summary>
    public TimeSpan ConfirmPatience { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Bodies up to this many bytes travel inside commands; larger ones are read from the ledger by the worker. 64 KiB by default.</summary>
    public int InlineBodyLimit { get; set; } = 64 * 1024;

    /// <summary>The transport of the commands.</summary>
    public TransportKind Kind => Address is null ? TransportKind.InMemory : TransportKind.RabbitMq;

    /// <summary>Connections are encrypted.</summary>
    internal bool UsesTls => Address is { Tls: true };

    /// <summary>Whether the certificate identifies this client, with no user and password.</summary>
    internal bool LogsInByCertificate => Address is { Tls: true, UserName: null } && !string.IsNullOrEmpty(Tls.ClientCertificateFile);
}
