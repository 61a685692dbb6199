using System.Globalization;

namespace BusQStash.Bus.Connections;

/// <summary>Where a node of RabbitMQ listens.</summary>
/// <param name="Host">Host name or address, an IPv6 address without brackets.</param>
/// <param name="Port">TCP port.</param>
public sealed record BrokerNode(string Host, ushort Port)
{
    /// <summary><c>host:port</c>, as it stands in an address.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");
}
