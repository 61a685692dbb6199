namespace Aspire.Hosting.ApplicationModel;

/// <summary>A BusQStash server: its Api, which delivers messages itself unless it has workers.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="token">The clients' token.</param>
/// <param name="currentSigningKey">The key that signs deliveries.</param>
/// <param name="nextSigningKey">The key that signs them after the next rotation.</param>
public sealed class BusQStashResource(string name, ParameterResource token, ParameterResource currentSigningKey, ParameterResource nextSigningKey)
    : ContainerResource(name)
{
    internal const string EndpointName = "http";

    /// <summary>The port on which the program listens in its container (src/Dockerfile).</summary>
    internal const int Port = 8080;

    /// <summary>The clients' token.</summary>
    public ParameterResource Token { get; } = token;

    /// <summary>The key that signs deliveries.</summary>
    public ParameterResource CurrentSigningKey { get; } = currentSigningKey;

    /// <summary>The key that signs them after the next rotation.</summary>
    public ParameterResource NextSigningKey { get; } = nextSigningKey;

    /// <summary>The server's endpoint for clients.</summary>
    public EndpointReference Endpoint => field ??= new(this, EndpointName);

    internal IResourceBuilder<IResourceWithConnectionString>? Broker { get; set; }

    internal IResourceBuilder<IResourceWithConnectionString>? Ledger { get; set; }

    /// <summary>Whether private addresses may be called; when unset, the mode decides.</summary>
    internal bool? PrivateNetworks { get; set; }

    internal List<IResourceBuilder<BusQStashWorkerResource>> Workers { get; } = [];

    internal List<BusQStashDestination> Destinations { get; } = [];

    internal BusQStashImages Images { get; set; } = BusQStashImages.OfThisMachine;
}
