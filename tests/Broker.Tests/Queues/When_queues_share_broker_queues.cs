using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Queues;

public sealed class When_queues_share_broker_queues(When_queues_share_broker_queues.Setup setup)
    : IClassFixture<When_queues_share_broker_queues.Setup>
{
    private const int Queues = 12;
    private const int Messages = 8;

    [Fact]
    public async Task Each_keeps_its_order_and_none_waits_for_another()
    {
        var system = setup.Deployment;
        var queues = Enumerable.Range(0, Queues).Select(_ => system.NewQueue(AnswerOf)).ToArray();
        foreach (var queue in queues)
        {
            await queue.EnqueueManyAsync(Messages, ("Upstash-Retry-Delay", "500"));
        }

        foreach (var queue in queues)
        {
            await queue.WaitUntilDoneAsync();
            queue.Log.AssertWindow(1).AssertNoRepeats().AssertComplete(Messages);
        }

        var names = (await system.VirtualHost!.QueuesAsync()).Select(queue => queue.GetProperty("name").GetString()!).ToArray();
        Assert.Equal(2, names.Count(name => name.StartsWith("busqstash-v1-lane-", StringComparison.Ordinal)));
        Assert.Contains(names, name => name.StartsWith("busqstash-v1-shard-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_head_that_waits_for_its_retry_holds_up_only_its_own_queue()
    {
        var system = setup.Deployment;
        var waiting = Enumerable.Range(0, Queues)
            .Select(_ => system.NewQueue(request => Answer.Status(request.Number == 1 ? 500 : 200))).ToArray();
        var others = Enumerable.Range(0, Queues).Select(_ => system.NewQueue()).ToArray();

        foreach (var queue in waiting)
        {
            await queue.EnqueueManyAsync(2, ("Upstash-Retry-Delay", "6000"));
        }

        await Task.WhenAll(waiting.Select(queue => queue.Hook.WaitForEndedAsync(1)));
        await Task.WhenAll(others.Select(queue => queue.EnqueueManyAsync(2)));
        await Task.WhenAll(others.Select(queue => queue.WaitUntilDoneAsync(TimeSpan.FromSeconds(10))));
        await Task.WhenAll(waiting.Select(queue => queue.WaitUntilDoneAsync()));

        Assert.All(waiting, queue => Assert.Equal([1, 1, 2], queue.Log.AssertWindow(1).Numbers));
        Assert.All(others, queue => Assert.Equal([1, 2], queue.Log.AssertWindow(1).Numbers));
    }

    private static Answer AnswerOf(ReceivedRequest request) =>
        Answer.Status(request.Number % 5 == 0 ? 500 : 200).After(TimeSpan.FromMilliseconds(20));

    public sealed class Setup(TestBed bed) : DeploymentFixture(bed, new DeploymentPlan
    {
        Workers = 2,
        Settings = new Dictionary<string, string> { ["BusQStash__Store__DedicatedQueues"] = "2" },
    });
}
