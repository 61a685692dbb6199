using System.Text.Json;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Brokers;
using Xunit;

namespace BusQStash.Broker.Tests.Connections;

public sealed class When_the_broker_is_a_cluster(TestBed bed, ThreeNodes nodes, ITestOutputHelper output) : IClassFixture<ThreeNodes>
{
    private const int Queues = 12;
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Connections_and_leaders_spread_over_it_and_every_broker_queue_has_three_members()
    {
        var (amqp, virtualHost) = await nodes.NewVirtualHostAsync();
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Amqp = amqp });
        var queues = Enumerable.Range(0, Queues).Select(_ => system.NewQueue()).ToList();
        await Task.WhenAll(queues.Select(queue => queue.EnqueueManyAsync(2)));
        await Task.WhenAll(queues.Select(queue => queue.WaitUntilDoneAsync(Recovery)));

        using var management = nodes.Cluster.ManagementOf(0);
        await Eventually.TrueAsync(
            async () => (await management.ConnectionsAsync(virtualHost)).Select(connection => Text(connection, "node")).Distinct().Count() == 3, "connections to every node");
        await Eventually.TrueAsync(async () => (await ListQuorumAsync(management, virtualHost)).Count(IsLane) >= Queues, "the broker to list the queues");
        var all = await ListQuorumAsync(management, virtualHost);
        Assert.All(all, queue => Assert.Equal(3, queue.GetProperty("members").GetArrayLength()));
        Assert.True(all.Where(IsLane).Select(queue => Text(queue, "leader")).Distinct().Count() > 1, string.Join('\n', all.Select(queue => queue.GetRawText())));
    }

    [Fact]
    public async Task Everything_goes_on_in_order_while_one_node_is_killed_one_stopped_as_for_an_upgrade_and_one_frozen()
    {
        var (amqp, _) = await nodes.NewVirtualHostAsync();
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Amqp = amqp });
        await using var load = new SteadyLoad(system);
        await load.WaitForAsync(20);
        await FailAsync(0, nodes.Cluster.KillAsync);
        await FailAsync(1, nodes.Cluster.StopAsync);

        var frozen = TimeProvider.System.GetUtcNow();
        nodes.Cluster.Freeze(2);
        await load.WaitForAsync(20);
        output.WriteLine($"longest wait with a frozen node: {load.DescribeWaits(frozen)}");
        await nodes.Cluster.RejoinAsync(2);
        await load.WaitForAsync(20);

        await load.StopAsync(Recovery);
        Assert.True(system.Api.IsRunning && system.Workers.All(worker => worker.IsRunning));

        // Each of these comes back with what it holds, once the cluster has dropped the node.
        Assert.All(system.Workers.Append(system.Api), process => Assert.DoesNotContain("did not respond and was recreated", process.Output.ToString(), StringComparison.Ordinal));

        async Task FailAsync(int node, Func<int, Task> fail)
        {
            var failed = TimeProvider.System.GetUtcNow();
            await fail(node);
            await load.WaitForAsync(20);
            output.WriteLine($"longest wait without node {node}: {load.DescribeWaits(failed)}");
            await nodes.Cluster.StartAsync(node);
            await nodes.Cluster.WaitUntilWholeAsync();
            await load.WaitForAsync(20);
        }
    }

    [Fact]
    public async Task A_process_starts_with_any_node_that_is_there()
    {
        var (amqp, _) = await nodes.NewVirtualHostAsync();
        await nodes.Cluster.KillAsync(2);
        try
        {
            await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Amqp = amqp });
            var queue = system.NewQueue();
            await queue.EnqueueManyAsync(3);
            await queue.WaitUntilDoneAsync(Recovery);
        }
        finally
        {
            await nodes.Cluster.StartAsync(2);
            await nodes.Cluster.WaitUntilWholeAsync();
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> ListQuorumAsync(RabbitMqManagement management, string virtualHost) =>
        [.. (await management.QueuesAsync(virtualHost)).Where(queue => Text(queue, "type") == "quorum" && queue.TryGetProperty("members", out _))];

    private static bool IsLane(JsonElement queue) => Text(queue, "name")!.Contains("-lane-", StringComparison.Ordinal);

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
