namespace BusQStash.Bus.Connections;

/// <summary>The broker's certificate is not one to trust; the message is a sentence for the operator.</summary>
internal sealed class BrokerCertificateException(string message) : Exception(message);
