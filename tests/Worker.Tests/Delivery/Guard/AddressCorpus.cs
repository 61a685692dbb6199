using System.Net;
using System.Net.Sockets;

namespace BusQStash.Worker.Tests.Delivery.Guard;

/// <summary>The cases, the same ones in the same order every time.</summary>
internal static class AddressCorpus
{
    private const int Seed = 20261122;

    private static readonly string[] PublicV4 =
        ["1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "93.184.216.34", "100.63.255.255", "100.128.0.1", "126.255.255.254", "128.0.0.1",
         "172.15.255.254", "172.32.0.1", "192.167.255.1", "192.169.0.1", "198.17.255.1", "198.20.0.1", "223.255.255.1"];

    private static readonly string[] PublicV6 =
        ["2606:4700:4700::1111", "2001:4860:4860::8888", "2001:200::1", "2a00:1450:4001:800::200e", "2400:cb00::1", "3ffe:ffff::1"];

    /// <summary>Denied addresses, block by block in turn, each in all its spellings.</summary>
    public static IEnumerable<AddressCase> Denied(int count)
    {
        var random = new Random(Seed);
        return Rounds(random).SelectMany(address => Spellings(address, random)).Take(count).Select(host => new AddressCase(UrlOf(host), null));
    }

    /// <summary>Public addresses in every spelling that has one meaning.</summary>
    public static IEnumerable<AddressCase> Public()
    {
        foreach (var address in PublicV4.Select(IPAddress.Parse))
        {
            foreach (var host in AddressSpellings.Plain(address))
            {
                yield return new AddressCase(UrlOf(host), host.StartsWith('[') ? IPAddress.Parse(host) : address);
            }
        }

        foreach (var address in PublicV6.Select(IPAddress.Parse))
        {
            yield return new AddressCase(UrlOf($"[{address}]"), address);
        }
    }

    /// <summary>URLs that readers disagree about: wherever they lead, it is no denied address.</summary>
    public static IEnumerable<string> Tricks()
    {
        string[] inside = ["127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "[fe80::1]", "0", "0x7f.1", "localhost"];
        string[] forms =
        [
            "http://8.8.8.8#@{0}/", "http://8.8.8.8\\@{0}/", "http://{0}\\@8.8.8.8/", "http://8.8.8.8@{0}/", "http://{0}#@8.8.8.8/", "http:{0}/",
            "http:/{0}/", "http:///{0}/", "http:\\\\{0}/", "http://8.8.8.8:80@{0}:80/", "http://8.8.8.8/@{0}", "http://8.8.8.8?@{0}/", "http://{0}:80:80/",
            "http://8.8.8.8;{0}/", "http://8.8.8.8,{0}/", "http://8.8.8.8 {0}/", "http://8.8.8.8\t@{0}/", "http://8.8.8.8\r\n@{0}/", "http://{0}\0.8.8.8.8/",
            "http://8.8.8.8%00@{0}/", "http://8.8.8.8／@{0}/", "http://8.8.8.8？@{0}/", "http://8.8.8.8＃@{0}/", "http://8.8.8.8＠{0}/", "http://{0}℀.example/",
            "HTTP://{0}/", "http://{0}./", "http://{0}:080/", "http://{0}:/", "http:// {0}/", "http://\u200b{0}/", "http://{0}\u2060/",
        ];
        return from host in inside from form in forms select form.Replace("{0}", host, StringComparison.Ordinal);
    }

    private static IEnumerable<IPAddress> Rounds(Random random)
    {
        IPNetwork[] blocks = [.. SpecialPurposeRegistries.V4, .. SpecialPurposeRegistries.V6];
        for (var round = 0; ; round++)
        {
            foreach (var block in blocks)
            {
                yield return In(block, round, random);
            }
        }
    }

    /// <summary>First the lowest address of a block, then the highest, then any.</summary>
    private static IPAddress In(IPNetwork block, int round, Random random)
    {
        var octets = block.BaseAddress.GetAddressBytes();
        for (var bit = block.PrefixLength; bit < octets.Length * 8; bit++)
        {
            if (round == 1 || (round > 1 && random.Next(2) == 1))
            {
                octets[bit / 8] |= (byte)(0x80 >> (bit % 8));
            }
        }

        return new IPAddress(octets);
    }

    private static IEnumerable<string> Spellings(IPAddress address, Random random) => address.AddressFamily == AddressFamily.InterNetwork
        ? AddressSpellings.Of(address, random)
        : AddressSpellings.OfV6(address, random);

    private static string UrlOf(string host) => $"http://{host}/";
}
