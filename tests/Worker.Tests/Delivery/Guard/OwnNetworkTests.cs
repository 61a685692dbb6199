using System.ComponentModel;
using System.Net;
using BusQStash.Testing;
using BusQStash.Testing.Processes;
using Xunit;

namespace BusQStash.Worker.Tests.Delivery.Guard;

/// <summary>
/// The same corpora over real sockets and the system's own resolver, on a network in which every address there is answers: a network
/// namespace of the test's own (no root needed), where Linux takes all addresses for local ones and the only name server is the test's.
/// </summary>
public sealed class OwnNetworkTests
{
    private const int NoNetwork = 77;

    private const string Setup =
        """
        { ip link set lo up && ip route add local 0.0.0.0/0 dev lo && ip -6 route add local ::/0 dev lo && mount --bind "$0" /etc/resolv.conf; } || exit 77
        exec "$@"
        """;

    [Fact]
    public async Task Holds_on_a_network_where_every_address_answers()
    {
        var resolv = Path.GetTempFileName();
        await File.WriteAllTextAsync(resolv, "nameserver 127.0.0.1\noptions timeout:5\n", TestContext.Current.CancellationToken);
        try
        {
            var result = await Tool.TryAsync(
                new ProcessCommand(["unshare", "-rnm", "sh", "-c", Setup, resolv, .. Own(), "-noLogo", "-noColor", "-explicit", "only", "-class", typeof(OwnNetworkTests).FullName!]),
                TimeSpan.FromMinutes(10));
            Assert.SkipWhen(result.ExitCode == NoNetwork || result.Error.Contains("unshare", StringComparison.Ordinal), $"This machine makes no network namespaces: {result.Error}");
            Assert.True(result.ExitCode == 0, result.Output + result.Error);
        }
        catch (Win32Exception exception)
        {
            Assert.Skip($"Needs unshare, which Linux has: {exception.Message}");
        }
        finally
        {
            File.Delete(resolv);
        }
    }

    [Fact(Explicit = true)]
    public async Task Every_denied_address_answers_and_none_is_called()
    {
        await using var names = new NameServer(new IPEndPoint(IPAddress.Loopback, 53));
        await using var server = new AnyAddressServer();
        await using var worker = new GuardedWorker();
        List<string> reached = [];
        foreach (var one in AddressCorpus.Denied(CorpusSize.Of(5_000)))
        {
            if (await worker.ReachesAsync(one.Url))
            {
                reached.Add(one.Url);
            }
        }

        Assert.Empty(reached);
        Assert.Empty(server.Called);
        foreach (var one in AddressCorpus.Public())
        {
            Assert.True(await worker.ReachesAsync(one.Url), one.Url);
        }

        foreach (var url in AddressCorpus.Tricks())
        {
            await worker.ReachesAsync(url);
        }

        Assert.DoesNotContain(server.Called, SpecialPurposeRegistries.Contain);
        Assert.True(await AnswersAsync(), "the network of the test does not reach its own server");
    }

    [Fact(Explicit = true)]
    public async Task Names_that_turn_are_looked_up_once_by_the_system_too()
    {
        var count = CorpusSize.Of(2_000);
        await using var names = new NameServer(new IPEndPoint(IPAddress.Loopback, 53));
        await using var server = new AnyAddressServer();
        await using var worker = new GuardedWorker();

        Assert.Empty(await FlippingNames.RunAsync(worker, names, count));

        Assert.DoesNotContain(server.Called, SpecialPurposeRegistries.Contain);
        Assert.Equal(count / 8 * 3, server.Called.Count);
    }

    /// <summary>That nothing was called proves something only where something would have answered.</summary>
    private static async Task<bool> AnswersAsync()
    {
        using var client = new HttpClient();
        foreach (var host in new[] { "127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "[fd00::1]", "[64:ff9b::7f00:1]" })
        {
            using var answer = await client.GetAsync(new Uri($"http://{host}/"), TestContext.Current.CancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>This very program: a host for its assembly, or the assembly's own.</summary>
    private static string[] Own()
    {
        var assembly = typeof(OwnNetworkTests).Assembly.Location;
        return Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.ProcessPath!, assembly] : [Environment.ProcessPath!];
    }
}
