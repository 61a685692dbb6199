using System.Diagnostics.CodeAnalysis;

namespace BusQStash.Bus.Connections;

/// <summary>An AMQP address taken apart.</summary>
/// <param name="Uri">The whole address.</param>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">TCP port; 5672, or 5671 with TLS, when not given.</param>
/// <param name="VirtualHost">Virtual host; <c>/</c> when not given.</param>
/// <param name="UserName">User; <c>guest</c> when not given.</param>
/// <param name="Password">Password; <c>guest</c> when not given.</param>
/// <param name="Tls">Encrypted (<c>amqps</c>).</param>
public sealed record BrokerAddress(Uri Uri, string Host, ushort Port, string VirtualHost, string UserName, string Password, bool Tls)
{
    /// <summary>Reads <c>amqp[s]://user:password@host:port/vhost</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out BrokerAddress? address)
    {
        address = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0)
        {
            return false;
        }

        var tls = uri.Scheme == "amqps";
        var user = uri.UserInfo.Split(':', 2);
        var path = uri.AbsolutePath.TrimStart('/');
        address = new BrokerAddress(
            uri,
            uri.Host,
            uri.Port > 0 ? (ushort)uri.Port : (ushort)(tls ? 5671 : 5672),
            path.Length == 0 ? "/" : Uri.UnescapeDataString(path),
            user[0].Length == 0 ? "guest" : Uri.UnescapeDataString(user[0]),
            user.Length < 2 ? "guest" : Uri.UnescapeDataString(user[1]),
            tls);
        return true;
    }
}
