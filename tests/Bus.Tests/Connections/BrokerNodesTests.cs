using BusQStash.Bus.Connections;
using RabbitMQ.Client;
using Xunit;

namespace BusQStash.Bus.Tests.Connections;

public sealed class BrokerNodesTests
{
    private static readonly BrokerNode[] Nodes = [new("a", 1), new("b", 1), new("c", 1)];

    [Theory]
    [InlineData(0, "a b c")]
    [InlineData(1, "b c a")]
    [InlineData(2, "c a b")]
    public void Every_node_is_tried_whichever_is_the_first(int first, string order) =>
        Assert.Equal(order, string.Join(' ', Of(first).All().Select(node => node.HostName)));

    [Fact]
    public void The_next_connection_begins_after_the_node_the_last_one_ended_with()
    {
        var nodes = Of(1);
        var tried = Enumerable.Range(0, 4).Select(_ => nodes.All().First().HostName);
        Assert.Equal(["b", "c", "a", "b"], tried);
    }

    [Fact]
    public void A_preferred_node_is_always_the_first()
    {
        var nodes = Of(1, isPreferred: true);
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal("b c a", string.Join(' ', nodes.All().Select(node => node.HostName))));
    }

    private static BrokerNodes Of(int first, bool isPreferred = false) => new(Nodes, first, isPreferred, node => new AmqpTcpEndpoint(node.Host, node.Port));
}
