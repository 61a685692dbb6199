using System.Diagnostics.CodeAnalysis;

namespace BusQStash.Bus.Connections;

/// <summary>A parsed AMQP address.</summary>
/// <param name="Nodes">The nodes of one cluster; at least one, each once.</param>
/// <param name="VirtualHost">Virtual host; <c>/</c> when not given.</param>
/// <param name="UserName">User; <see langword="null"/> when not given.</param>
/// <param name="Password">Password; <see langword="null"/> when not given.</param>
/// <param name="Tls">Encrypted (<c>amqps</c>).</param>
public sealed record BrokerAddress(IReadOnlyList<BrokerNode> Nodes, string VirtualHost, string? UserName, string? Password, bool Tls)
{
    private const ushort DefaultPort = 5672;
    private const ushort DefaultTlsPort = 5671;

    /// <summary>Reads <c>amqp[s]://user:password@host:port,host:port/vhost</c>.</summary>
    /// <param name="text">The address.</param>
    /// <param name="address">The parsed address.</param>
    /// <param name="problem">The error, as the end of a sentence; it quotes nothing of the text, which may contain a password.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out BrokerAddress? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        problem = null;
        var schemeEnd = text?.IndexOf("://", StringComparison.Ordinal) ?? -1;
        if (schemeEnd < 0 || text![..schemeEnd] is not ("amqp" or "amqps"))
        {
            problem = "does not begin with amqp:// or amqps://";
            return false;
        }

        var tls = text[..schemeEnd] == "amqps";
        var rest = text[(schemeEnd + 3)..];
        if (rest.AsSpan().ContainsAny('?', '#'))
        {
            problem = "has options after a question mark or a number sign, which are not read: they are settings of their own (BusQStash__Broker__…). Write these signs in a password as %3F and %23";
            return false;
        }

        var (authority, path) = rest.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? (rest[..slash], rest[(slash + 1)..]) : (rest, "");
        if (path.Contains('/', StringComparison.Ordinal))
        {
            problem = "has more than one name after the nodes: write a slash in a user, a password or a virtual host as %2F";
            return false;
        }

        // Either a password with a slash or a virtual host with an at sign: a guess could send half of the password to a resolver.
        if (path.Contains('@', StringComparison.Ordinal))
        {
            problem = "has a slash before an at sign: write a slash in a user or a password as %2F, an at sign in a virtual host as %40";
            return false;
        }

        var at = authority.LastIndexOf('@');
        var user = authority[..Math.Max(at, 0)].Split(':', 2);
        if (!TryParseNodes(authority[(at + 1)..], tls ? DefaultTlsPort : DefaultPort, out var nodes, out problem))
        {
            return false;
        }

        address = new BrokerAddress(
            nodes,
            path.Length == 0 ? "/" : Uri.UnescapeDataString(path),
            user[0].Length == 0 ? null : Uri.UnescapeDataString(user[0]),
            user.Length < 2 ? null : Uri.UnescapeDataString(user[1]),
            tls);
        return true;
    }

    private static bool TryParseNodes(string text, ushort defaultPort, out List<BrokerNode> nodes, [NotNullWhen(false)] out string? problem)
    {
        nodes = [];
        problem = null;
        foreach (var each in text.Split(','))
        {
            problem = TryParseNode(each.Trim(), defaultPort, out var node) switch
            {
                { } wrong => $"{wrong} (node {nodes.Count + 1})",
                null when nodes.Exists(other => IsSame(other, node!)) => $"names a node twice (node {nodes.Count + 1})",
                _ => null,
            };
            if (problem is not null)
            {
                return false;
            }

            nodes.Add(node!);
        }

        return true;
    }

    private static bool IsSame(BrokerNode one, BrokerNode other) => one.Port == other.Port && one.Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase);

    private static string? TryParseNode(string text, ushort defaultPort, out BrokerNode? node)
    {
        node = null;
        var afterHost = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) + 1 : 0;
        var colon = text.IndexOf(':', afterHost);
        var host = (colon < 0 ? text : text[..colon]).Trim('[', ']');
        if (host.Length == 0)
        {
            return "has a node without a host name";
        }

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown || (host.Contains(':', StringComparison.Ordinal) && afterHost == 0))
        {
            return "has a node whose host is neither a name nor an address";
        }

        var port = defaultPort;
        if (colon >= 0 && (!ushort.TryParse(text.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out port) || port == 0))
        {
            return "has a node whose port is not a number from 1 to 65535";
        }

        node = new BrokerNode(host, port);
        return null;
    }
}
