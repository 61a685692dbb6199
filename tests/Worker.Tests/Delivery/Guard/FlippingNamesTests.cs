using System.Net;
using BusQStash.Testing;
using Xunit;

namespace BusQStash.Worker.Tests.Delivery.Guard;

public sealed class FlippingNamesTests
{
    [Fact]
    public async Task A_name_that_changes_its_meaning_with_every_answer_leads_nowhere_inside()
    {
        var count = CorpusSize.Of(12_000);
        await using var server = new NameServer(new IPEndPoint(IPAddress.Loopback, 0));
        await using var worker = GuardedWorker.WithoutNetwork(server.ResolveAsync);

        Assert.Empty(await FlippingNames.RunAsync(worker, server, count));

        Assert.DoesNotContain(worker.Opened, SpecialPurposeRegistries.Contain);
        Assert.Equal(count / 8 * 3, worker.Opened.Count);
        // Each connection asked anew, for both kinds of address. Nothing depends on nobody else asking this port.
        Assert.InRange(server.Questions, count * 2, int.MaxValue);
    }
}
