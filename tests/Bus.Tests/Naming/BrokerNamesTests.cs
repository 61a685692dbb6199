using BusQStash.Bus.Naming;
using Xunit;

namespace BusQStash.Bus.Tests.Naming;

public sealed class BrokerNamesTests
{
    [Fact]
    public void Lanes_of_different_queues_differ_even_with_long_names()
    {
        var one = BrokerNames.Lane(new string('a', 255));
        var other = BrokerNames.Lane(new string('a', 254) + "b");

        Assert.NotEqual(one, other);
        Assert.True(one.Length <= 200);
    }

    [Fact]
    public void A_lane_can_be_recognised_by_its_queue() => Assert.StartsWith("busqstash-v1-lane-orders.eu-", BrokerNames.Lane("orders.eu"), StringComparison.Ordinal);

    [Fact]
    public void A_lane_in_a_shard_shares_its_broker_queue() => Assert.Equal("busqstash-v1-shard-07", BrokerNames.Lane("orders", 7));

    [Fact]
    public void The_names_are_a_promise()
    {
        // Renaming one would leave messages behind in the old broker queue.
        Assert.Equal("busqstash-enqueue", BrokerNames.Enqueue);
        Assert.Equal("busqstash-v1-deliver", BrokerNames.Deliver);
        Assert.Equal("busqstash-v1-lane-orders-1c168adb00d208e4", BrokerNames.Lane("orders"));
    }
}
