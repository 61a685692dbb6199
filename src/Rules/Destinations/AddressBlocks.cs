using System.Net;

namespace BusQStash.Rules.Destinations;

/// <summary>IANA's special-purpose address registries, and the addresses cloud providers use for instance metadata: the guard against SSRF.</summary>
/// <remarks>The first block that contains an address decides. IPv4 outside these blocks is public; IPv6 outside 2000::/3 is unassigned.</remarks>
internal static class AddressBlocks
{
    public static readonly IReadOnlyList<(IPNetwork Block, AddressReach Reach)> V4 =
    [
        Of("127.0.0.0/8", AddressReach.Loopback),
        Of("10.0.0.0/8", AddressReach.Private),
        Of("172.16.0.0/12", AddressReach.Private),
        Of("192.168.0.0/16", AddressReach.Private),
        Of("100.100.100.200/32", AddressReach.Nobody),      // metadata of Alibaba Cloud
        Of("100.64.0.0/10", AddressReach.Private),          // shared address space (carrier-grade NAT)
        Of("168.63.129.16/32", AddressReach.Nobody),        // Azure's host, reachable only from inside a virtual machine
        Of("0.0.0.0/8", AddressReach.Nobody),               // this network; Linux takes 0.0.0.0 for itself
        Of("169.254.0.0/16", AddressReach.Nobody),          // link-local, and most clouds' metadata
        Of("192.0.0.0/24", AddressReach.Nobody),            // IETF protocol assignments
        Of("192.0.2.0/24", AddressReach.Nobody),            // documentation
        Of("192.31.196.0/24", AddressReach.Nobody),         // AS112
        Of("192.52.193.0/24", AddressReach.Nobody),         // AMT
        Of("192.88.99.0/24", AddressReach.Nobody),          // 6to4 relays
        Of("192.175.48.0/24", AddressReach.Nobody),         // AS112
        Of("198.18.0.0/15", AddressReach.Nobody),           // benchmarking
        Of("198.51.100.0/24", AddressReach.Nobody),         // documentation
        Of("203.0.113.0/24", AddressReach.Nobody),          // documentation
        Of("224.0.0.0/4", AddressReach.Nobody),             // multicast
        Of("240.0.0.0/4", AddressReach.Nobody),             // reserved, and the broadcast address
    ];

    public static readonly IReadOnlyList<(IPNetwork Block, AddressReach Reach)> V6 =
    [
        Of("::1/128", AddressReach.Loopback),
        Of("fd00:ec2::254/128", AddressReach.Nobody),       // metadata of AWS
        Of("fd20:ce::254/128", AddressReach.Nobody),        // metadata of Google Cloud
        Of("fc00::/7", AddressReach.Private),               // unique local
        Of("fec0::/10", AddressReach.Private),              // site-local, deprecated
        Of("64:ff9b:1::/48", AddressReach.Private),         // NAT64 of the local network
        Of("2001::/23", AddressReach.Nobody),               // IETF protocol assignments: Teredo, benchmarking, ORCHID, AMT…
        Of("2001:db8::/32", AddressReach.Nobody),           // documentation
        Of("2620:4f:8000::/48", AddressReach.Nobody),       // AS112
        Of("3fff::/20", AddressReach.Nobody),               // documentation
        Of("2000::/3", AddressReach.Public),
        Of("::/0", AddressReach.Nobody),                    // unspecified, link-local, multicast, discard, unassigned
    ];

    private static (IPNetwork Block, AddressReach Reach) Of(string block, AddressReach reach) => (IPNetwork.Parse(block), reach);
}
