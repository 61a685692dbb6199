using System.Net;
using System.Net.Sockets;

namespace BusQStash.Worker.Tests.Delivery.Guard;

/// <summary>
/// The special-purpose address registries of IANA as they are published (RFC 6890 and its updates), with multicast, and the metadata
/// addresses of cloud providers. Written down a second time on purpose: the guard's own table must not judge itself.
/// </summary>
internal static class SpecialPurposeRegistries
{
    public static readonly IReadOnlyList<IPNetwork> V4 = Parse(
        "0.0.0.0/8", "0.0.0.0/32", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.0.0/29", "192.0.0.8/32", "192.0.0.9/32", "192.0.0.10/32", "192.0.0.170/32", "192.0.0.171/32", "192.0.2.0/24",
        "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.88.99.2/32", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32",
        "169.254.169.254/32", "169.254.170.2/32", "100.100.100.200/32", "168.63.129.16/32");

    public static readonly IReadOnlyList<IPNetwork> V6 = Parse(
        "::1/128", "::/128", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001::/32", "2001:1::1/128", "2001:1::2/128",
        "2001:1::3/128", "2001:2::/48", "2001:3::/32", "2001:4:112::/48", "2001:10::/28", "2001:20::/28", "2001:30::/28", "2001:db8::/32",
        "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "fd00:ec2::254/128");

    /// <summary>Prefixes whose last four octets are an IPv4 address: mapped, NAT64 and the old compatible form.</summary>
    private static readonly IReadOnlyList<IPNetwork> Carriers = Parse("64:ff9b::/96", "::/96");

    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Whether an address, or the IPv4 address it carries, is in one of the registries.</summary>
    public static bool Contain(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return V4.Any(block => block.Contains(address));
        }

        var octets = address.GetAddressBytes();
        var bare = new IPAddress(octets);
        if (bare.IsIPv4MappedToIPv6)
        {
            return Contain(bare.MapToIPv4());
        }

        return V6.Any(block => block.Contains(bare))
            || (Carriers.Any(carrier => carrier.Contains(bare)) && Contain(new IPAddress(octets.AsSpan(12, 4))))
            || (SixToFour.Contains(bare) && Contain(new IPAddress(octets.AsSpan(2, 4))));
    }

    private static IReadOnlyList<IPNetwork> Parse(params string[] blocks) => [.. blocks.Select(IPNetwork.Parse)];
}
