using System.Net;
using BusQStash.Testing;
using Xunit;

namespace BusQStash.Worker.Tests.Delivery.Guard;

public sealed class AddressCorpusTests
{
    [Fact]
    public async Task No_spelling_of_a_special_purpose_address_opens_a_socket()
    {
        await using var worker = GuardedWorker.WithoutNetwork(GuardedWorker.LiteralsOnly);
        List<string> reached = [];
        foreach (var one in AddressCorpus.Denied(CorpusSize.Of(50_000)))
        {
            if (await worker.ReachesAsync(one.Url))
            {
                reached.Add(one.Url);
            }
        }

        Assert.Empty(reached);
        Assert.Empty(worker.Opened);
    }

    [Fact]
    public async Task Every_public_control_opens_exactly_its_address()
    {
        await using var worker = GuardedWorker.WithoutNetwork(GuardedWorker.LiteralsOnly);
        List<IPAddress?> expected = [];
        foreach (var one in AddressCorpus.Public())
        {
            Assert.True(await worker.ReachesAsync(one.Url), one.Url);
            expected.Add(one.Reaches);
        }

        Assert.Equal(expected, worker.Opened);
    }

    [Fact]
    public async Task Urls_that_readers_disagree_about_lead_nowhere_inside()
    {
        await using var worker = GuardedWorker.WithoutNetwork((host, token) => host == "localhost"
            ? Task.FromResult<IPAddress[]>([IPAddress.Loopback])
            : GuardedWorker.LiteralsOnly(host, token));
        foreach (var url in AddressCorpus.Tricks())
        {
            await worker.ReachesAsync(url);
        }

        Assert.NotEmpty(worker.Opened);
        Assert.DoesNotContain(worker.Opened, SpecialPurposeRegistries.Contain);
    }

    [Fact]
    public async Task No_proxy_is_used_whatever_the_process_is_told()
    {
        var usual = HttpClient.DefaultProxy;
        await using var proxy = new RawDestination("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var worker = GuardedWorker.WithoutNetwork(GuardedWorker.LiteralsOnly);
        try
        {
            HttpClient.DefaultProxy = new WebProxy(proxy.Url);

            Assert.True(await worker.ReachesAsync("http://8.8.8.8/"));
            Assert.False(await worker.ReachesAsync("http://10.0.0.1/"));
        }
        finally
        {
            HttpClient.DefaultProxy = usual;
        }

        Assert.Equal([IPAddress.Parse("8.8.8.8")], worker.Opened);
        Assert.Equal(0, proxy.Connections);
    }
}
