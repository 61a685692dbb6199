namespace BusQStash.Testing.Brokers;

/// <summary>TLS settings of a private node, which then accepts nothing else.</summary>
/// <param name="Authority">Certificate (PEM) of the authority for client certificates.</param>
/// <param name="Certificate">Its own certificate and key (PEM).</param>
/// <param name="AsksClients">Admits only clients with a certificate; its common name may log in (EXTERNAL).</param>
public sealed record BrokerTls(string Authority, string Certificate, bool AsksClients = false);
