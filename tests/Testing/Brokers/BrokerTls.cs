namespace BusQStash.Testing.Brokers;

/// <summary>How a private node does TLS; it then listens for nothing else.</summary>
/// <param name="Authority">Certificate (PEM) of who may have issued its clients'.</param>
/// <param name="Certificate">Its own certificate and key (PEM).</param>
/// <param name="AsksClients">Only clients with a certificate come in, and their common name may log in (EXTERNAL).</param>
public sealed record BrokerTls(string Authority, string Certificate, bool AsksClients = false);
