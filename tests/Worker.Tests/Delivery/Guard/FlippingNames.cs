using System.Net;

namespace BusQStash.Worker.Tests.Delivery.Guard;

/// <summary>Attempts on names whose meaning turns with every one of them.</summary>
internal static class FlippingNames
{
    private const int Seed = 20261123;
    private const int Names = 25;

    private static readonly IPAddress[] Outside = [.. new[] { "8.8.8.8", "1.1.1.1", "93.184.216.34" }.Select(IPAddress.Parse)];
    private static readonly IPAddress[] OutsideSix = [.. new[] { "2606:4700:4700::1111", "2a00:1450:4001:800::200e" }.Select(IPAddress.Parse)];

    // What would answer: addresses that nothing can connect to prove little.
    private static readonly IPAddress[] Inside =
        [.. new[] { "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1" }.Select(IPAddress.Parse)];

    private static readonly IPAddress[] InsideSix =
        [.. new[] { "::1", "fd00::1", "fd00:ec2::254", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1" }.Select(IPAddress.Parse)];

    /// <summary>Makes the attempts.</summary>
    /// <returns>Those that went otherwise than the first look at the name allows.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(GuardedWorker worker, NameServer server, int count)
    {
        var random = new Random(Seed);
        List<string> wrong = [];
        for (var turn = 0; turn < count; turn++)
        {
            var plan = NamePlan.Of(turn + (turn / 8 / Names), Any(Outside, random), Any(OutsideSix, random), Any(Inside, random), Any(InsideSix, random));
            server.Turn(plan);
            if (await worker.ReachesAsync($"http://name{turn % Names}.corpus.test/") != plan.IsPublic)
            {
                wrong.Add($"{turn}: {string.Join(' ', plan.First)} / {string.Join(' ', plan.Six)}, {plan.Aliases} aliases");
            }
        }

        return wrong;
    }

    private static IPAddress Any(IPAddress[] addresses, Random random) => addresses[random.Next(addresses.Length)];
}
