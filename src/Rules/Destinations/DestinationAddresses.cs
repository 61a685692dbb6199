using System.Net;
using System.Net.Sockets;

namespace BusQStash.Rules.Destinations;

/// <summary>Address guard against SSRF: decides which addresses may be called. An address that embeds another is judged by the embedded one.</summary>
internal static class DestinationAddresses
{
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Whether an address must not be called.</summary>
    public static bool IsDenied(IPAddress address, DestinationOptions options)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(options);
        return ReachOf(address) switch
        {
            AddressReach.Public => false,
            AddressReach.Loopback => !options.AllowLoopback && !options.AllowPrivateNetworks,
            AddressReach.Private => !options.AllowPrivateNetworks,
            _ => true,
        };
    }

    internal static AddressReach ReachOf(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return Find(AddressBlocks.V4, address, otherwise: AddressReach.Public);
        }

        // A zone id (fe80::1%eth0) is not part of the compared address.
        var octets = address.GetAddressBytes();
        var bare = new IPAddress(octets);
        return Embedded(bare, octets) is { } carried ? ReachOf(carried) : Find(AddressBlocks.V6, bare, otherwise: AddressReach.Nobody);
    }

    /// <summary>The IPv4 address behind a translating or tunnelling IPv6 address. Teredo is not decoded: it is no longer relayed, and it is denied.</summary>
    private static IPAddress? Embedded(IPAddress address, byte[] octets)
    {
        // Mapped addresses need their own test: IPNetwork treats them as IPv4 and finds them in no IPv6 block.
        if (address.IsIPv4MappedToIPv6 || Nat64.Contains(address) || IsCompatible(address, octets))
        {
            return new IPAddress(octets.AsSpan(12, 4));
        }

        return SixToFour.Contains(address) ? new IPAddress(octets.AsSpan(2, 4)) : null;
    }

    /// <summary>:: and ::1 are in the same block but embed no address.</summary>
    private static bool IsCompatible(IPAddress address, byte[] octets) =>
        Compatible.Contains(address) && !(octets[12] == 0 && octets[13] == 0 && octets[14] == 0 && octets[15] <= 1);

    private static AddressReach Find(IReadOnlyList<(IPNetwork Block, AddressReach Reach)> blocks, IPAddress address, AddressReach otherwise)
    {
        foreach (var (block, reach) in blocks)
        {
            if (block.Contains(address))
            {
                return reach;
            }
        }

        return otherwise;
    }
}
