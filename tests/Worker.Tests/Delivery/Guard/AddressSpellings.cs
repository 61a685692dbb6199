using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace BusQStash.Worker.Tests.Delivery.Guard;

/// <summary>The ways an address can be written as the authority of a URL; some that only an attacker would think of.</summary>
internal static class AddressSpellings
{
    private static readonly string[] Users = ["user@", "user:password@", "example.com@", "example.com:80@", "8.8.8.8@", "a%40b:%2F@", ":@"];
    private static readonly string[] Zones = ["%25lo", "%lo", "%251", "%1", "%25eth0", "%250"];

    /// <summary>What RFC 3986 and the WHATWG's URL standard agree on: these reach a public address.</summary>
    public static IEnumerable<string> Plain(IPAddress address)
    {
        var value = ValueOf(address);
        yield return address.ToString();
        yield return Text($"{value}");
        yield return Text($"0x{value:x8}");
        yield return Text($"0X{value:X8}");
        yield return $"0{Octal(value)}";
        yield return string.Join('.', address.GetAddressBytes().Select(octet => Text($"0x{octet:x2}")));
        yield return string.Join('.', address.GetAddressBytes().Select(octet => $"0{Octal(octet)}"));
        yield return Text($"{value >> 24}.{value & 0xffffff}");
        yield return Text($"{value >> 24}.{(value >> 16) & 0xff}.{value & 0xffff}");
        yield return $"[::ffff:{address}]";
        yield return Text($"[::ffff:{value >> 16:x}:{value & 0xffff:x}]");
        yield return Text($"[0:0:0:0:0:FFFF:{value >> 16:X4}:{value & 0xffff:X4}]");
        yield return $"[64:ff9b::{address}]";
        yield return Text($"[2002:{value >> 16:x}:{value & 0xffff:x}::1]");
    }

    /// <summary>Every spelling of an IPv4 address; those with chance in them are different every time.</summary>
    public static IEnumerable<string> Of(IPAddress address, Random random)
    {
        foreach (var plain in Plain(address))
        {
            yield return plain;
            yield return Users[random.Next(Users.Length)] + plain;
        }

        var dotted = address.ToString();
        for (var i = 0; i < 6; i++)
        {
            yield return MixedRadix(address, random);
        }

        yield return dotted + ".";
        yield return dotted + "..";
        yield return MixedRadix(address, random) + ".";
        yield return FullWidth(dotted, '.');
        yield return FullWidth(dotted, '。');
        yield return FullWidth(dotted, '．');
        yield return FullWidth(Text($"{ValueOf(address)}"), '.');
        yield return Circled(dotted);
        yield return string.Concat(dotted.Select(c => Text($"%{(int)c:X2}")));
        yield return string.Join('.', address.GetAddressBytes().Select(octet => Text($"{octet + 256}")));
        yield return Text($"{ValueOf(address) + (1L << 32)}");
        yield return dotted.Replace(".", "\u00ad.", StringComparison.Ordinal);
        yield return "[" + dotted + "]";
        foreach (var carried in Carried(address, random))
        {
            yield return carried;
        }
    }

    /// <summary>Spellings of an IPv6 address.</summary>
    public static IEnumerable<string> OfV6(IPAddress address, Random random)
    {
        var octets = address.GetAddressBytes();
        var groups = Enumerable.Range(0, 8).Select(i => BinaryPrimitives.ReadUInt16BigEndian(octets.AsSpan(i * 2))).ToArray();
        var full = string.Join(':', groups.Select(group => Text($"{group:x4}")));
        var last = new IPAddress(octets.AsSpan(12, 4));
        yield return $"[{address}]";
        yield return $"[{full}]";
        yield return $"[{full.ToUpperInvariant()}]";
        yield return $"[{string.Join(':', groups[..6].Select(group => Text($"{group:x}")))}:{last}]";
        yield return $"[{address}{Zones[random.Next(Zones.Length)]}]";
        yield return $"[{full}{Zones[random.Next(Zones.Length)]}]";
        yield return $"{Users[random.Next(Users.Length)]}[{full}]";
    }

    private static IEnumerable<string> Carried(IPAddress address, Random random)
    {
        var value = ValueOf(address);
        var zone = Zones[random.Next(Zones.Length)];
        var turned = new IPAddress(address.GetAddressBytes().Select(octet => (byte)~octet).ToArray()).GetAddressBytes();
        yield return $"[::ffff:{address}{zone}]";
        yield return $"[::{address}]";
        yield return $"[64:ff9b::{address}{zone}]";
        yield return Text($"[64:FF9B:0:0:0:0:{value >> 16:X}:{value & 0xffff:X}]");
        yield return Text($"[2002:{value >> 16:x}:{value & 0xffff:x}:{random.Next(0x10000):x}::{random.Next(0x10000):x}]");
        yield return Text($"[2001:0:{value >> 16:x}:{value & 0xffff:x}:0:ffff:{random.Next(0x10000):x}:{random.Next(0x10000):x}]");
        yield return Text($"[2001:0:808:808:0:ffff:{turned[0]:x2}{turned[1]:x2}:{turned[2]:x2}{turned[3]:x2}]");
        yield return $"{Users[random.Next(Users.Length)]}[::ffff:{address}]";
    }

    /// <summary>Two to four parts, each decimal, octal or hexadecimal, with zeros before it now and then.</summary>
    private static string MixedRadix(IPAddress address, Random random)
    {
        var octets = address.GetAddressBytes();
        var parts = random.Next(1, 5);
        var tail = octets[(parts - 1)..].Aggregate(0L, (sum, octet) => (sum << 8) | octet);
        return string.Join('.', octets[..(parts - 1)].Select(octet => (long)octet).Append(tail).Select(part => Radix(part, random)));
    }

    private static string Radix(long part, Random random) => random.Next(4) switch
    {
        0 => Text($"{part}"),
        1 => new string('0', random.Next(1, 12)) + Octal(part),
        2 => Text($"0x{part:x}"),
        _ => $"0X{new string('0', random.Next(0, 12))}{Text($"{part:X}")}",
    };

    private static string Octal(long value) => Convert.ToString(value, 8);

    private static string FullWidth(string dotted, char dot) =>
        string.Concat(dotted.Select(c => c == '.' ? dot : (char)(c - '0' + '０')));

    private static string Circled(string dotted) =>
        string.Concat(dotted.Select(c => c is '.' ? '.' : c is '0' ? '⓪' : (char)(c - '1' + '①')));

    private static long ValueOf(IPAddress address) => BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
