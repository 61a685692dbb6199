using BusQStash.Testing.Brokers;
using Xunit;

namespace BusQStash.Testing.Tests.Brokers;

public sealed class BrokerTests(SharedBroker shared)
{
    [Fact]
    public async Task Gives_every_caller_a_virtual_host_of_its_own()
    {
        await using var one = await shared.CreateVirtualHostAsync();
        await using var other = await shared.CreateVirtualHostAsync();

        await using var queue = await DurableQueue.DeclareAsync(one.Url);

        await Eventually.TrueAsync(async () => (await one.QueuesAsync()).Count == 1, "the queue to be listed");
        Assert.Empty(await other.QueuesAsync());
    }
}
