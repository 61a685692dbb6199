using BusQStash.Api.Doctor;
using BusQStash.Bus.Connections;
using BusQStash.Bus.Inspection;
using Xunit;

namespace BusQStash.Api.Tests.Doctor;

/// <summary>What needs a cluster, an old broker or a clock that is wrong; what one node can show is shown on one.</summary>
public sealed class BrokerFindingsTests
{
    private static readonly string[] Three = ["rabbit@a", "rabbit@b", "rabbit@c"];

    [Fact]
    public void Queues_with_fewer_than_three_members_in_a_cluster_of_three_come_with_the_commands_that_grow_them()
    {
        var members = Members(Three, Queue("busqstash-v1-deliver", Three, Three), Queue("busqstash-v1-lane-a-1", ["rabbit@a"], ["rabbit@a"]));
        Assert.Equal((Finding.Warn, "Fewer than 3 of the 3 nodes hold busqstash-v1-lane-a-1."), (members.State, members.Text));
        Assert.Equal("rabbitmq-queues grow rabbit@b all --queue-pattern '^busqstash-'; rabbitmq-queues grow rabbit@c all --queue-pattern '^busqstash-'", members.Remedy);
    }

    [Fact]
    public void One_node_has_no_more_members_to_give() =>
        Assert.Equal(Finding.Ok, Members(["rabbit@a"], Queue("busqstash-v1-deliver", ["rabbit@a"], ["rabbit@a"])).State);

    [Fact]
    public void A_member_that_is_down_is_a_warning_and_most_of_them_are_an_error()
    {
        Assert.Equal(Finding.Warn, Members(["rabbit@a", "rabbit@b"], Queue("busqstash-v1-deliver", Three, ["rabbit@a", "rabbit@b"])).State);
        Assert.Equal(Finding.Fail, Members(["rabbit@a"], Queue("busqstash-v1-deliver", Three, ["rabbit@a"])).State);
    }

    [Fact]
    public void Who_may_not_see_the_nodes_is_told_so() => Assert.Equal(Finding.Unknown, Members(null, Queue("busqstash-v1-deliver", ["rabbit@a"], ["rabbit@a"])).State);

    [Theory]
    [InlineData(0, Finding.Ok)]
    [InlineData(-2.5, Finding.Ok)]
    [InlineData(7, Finding.Warn)]
    [InlineData(-7, Finding.Warn)]
    public void A_clock_that_is_off_is_a_warning(double ahead, string state) =>
        Assert.Equal(state, Of(new ManagementView(Three, [], [], TimeSpan.FromSeconds(ahead)), BrokerFindings.Clock).State);

    [Theory]
    [InlineData(60, Finding.Warn)]
    [InlineData(10, Finding.Ok)]
    public void Nodes_that_wait_long_for_one_that_stands_still_are_a_warning(int seconds, string state) =>
        Assert.Equal(state, Of(new ManagementView(Three, [], [], null) { TickTime = TimeSpan.FromSeconds(seconds) }, BrokerFindings.TickTime).State);

    [Fact]
    public void One_node_waits_for_none() => Assert.DoesNotContain(
        BrokerFindings.Of(new BrokerCondition
        {
            Kind = TransportKind.RabbitMq, IsSupported = true, Management = new ManagementView(["rabbit@a"], [], [], null) { TickTime = TimeSpan.FromSeconds(60) },
        }),
        finding => finding.Name == BrokerFindings.TickTime);

    [Fact]
    public void A_broker_that_is_too_old_is_an_error() => Assert.Equal(
        "RabbitMQ 3.9.1 is too old.",
        BrokerFindings.Of(new BrokerCondition { Kind = TransportKind.RabbitMq, Version = new Version(3, 9, 1) }).Single(finding => finding.State == Finding.Fail).Text);

    [Fact]
    public void A_connection_that_trusts_anybody_is_a_warning() => Assert.Equal(
        Finding.Warn,
        BrokerFindings.Of(new BrokerCondition { Kind = TransportKind.RabbitMq, IsSupported = true, TrustsAnybody = true }).Single(finding => finding.Name == BrokerFindings.Tls).State);

    private static Finding Members(IReadOnlyList<string>? nodes, params BrokerQueueView[] queues) => Of(new ManagementView(nodes, queues, [], null), BrokerFindings.Members);

    private static Finding Of(ManagementView management, string name) => BrokerFindings
        .Of(new BrokerCondition { Kind = TransportKind.RabbitMq, IsSupported = true, Management = management }).First(finding => finding.Name == name);

    private static BrokerQueueView Queue(string name, IReadOnlyList<string> members, IReadOnlyList<string> online) =>
        new(name, members, online, null, null, new Dictionary<string, string>());
}
