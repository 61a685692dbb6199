using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Queues;

public sealed class When_a_queue_is_deleted(TestBed bed)
{
    [Fact]
    public async Task Its_pending_messages_are_gone_and_so_is_its_broker_queue_soon_after()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue(Answer.Status(500));
        await queue.EnqueueManyAsync(4, ("Upstash-Retry-Delay", "600000"));
        await queue.Hook.WaitForEndedAsync(1);
        Assert.True(await HasBrokerQueueAsync(system, queue));

        await system.Calls.DeleteQueueAsync(queue.Name);

        Assert.All(await Task.WhenAll(queue.MessageIds.Select(system.Calls.IsOpenAsync)), Assert.False);
        await Eventually.TrueAsync(
            async () => !await HasBrokerQueueAsync(system, queue), "the broker queue to be removed", TimeSpan.FromSeconds(30));
        Assert.Equal([1], queue.Log.Numbers);
    }

    [Fact]
    public async Task The_same_name_can_be_used_again_at_once_and_delivers_only_what_is_new()
    {
        var system = await bed.GetSharedAsync();
        var gate = new TaskCompletionSource();
        var old = system.NewQueue(Answer.Ok.Once(gate.Task));
        await old.EnqueueManyAsync(5);
        await old.Hook.WaitForAsync(1);

        await system.Calls.DeleteQueueAsync(old.Name);
        var young = new TestQueue(old.Name, system.Destination.AddHook(), system.Calls);
        await young.EnqueueManyAsync(5);
        await young.WaitUntilDoneAsync();
        gate.SetResult();

        // The removal of the old broker queue must not take the new one's turns along.
        await Eventually.TrueAsync(async () =>
        {
            await young.EnqueueAsync();
            await young.WaitUntilDoneAsync(TimeSpan.FromSeconds(10));
            return young.Count >= 15;
        }, "messages to be delivered on and on");
        young.Log.AssertWindow(1).AssertNoRepeats().AssertComplete(young.Count);
        Assert.Equal([1], old.Log.Numbers);
    }

    [Fact]
    public async Task The_name_of_one_that_was_deleted_long_ago_works_like_a_new_one()
    {
        var system = await bed.GetSharedAsync();
        var old = system.NewQueue();
        await old.EnqueueManyAsync(2);
        await old.WaitUntilDoneAsync();
        await system.Calls.DeleteQueueAsync(old.Name);
        await Eventually.TrueAsync(async () => !await HasBrokerQueueAsync(system, old), "the broker queue to be removed");

        var young = new TestQueue(old.Name, system.Destination.AddHook(), system.Calls);
        await young.EnqueueManyAsync(3);
        await young.WaitUntilDoneAsync(TimeSpan.FromSeconds(10));

        young.Log.AssertWindow(1).AssertNoRepeats().AssertComplete(3);
    }

    private static async Task<bool> HasBrokerQueueAsync(Deployment system, TestQueue queue) =>
        (await system.VirtualHost!.QueuesAsync()).Any(broker =>
            broker.GetProperty("name").GetString()!.StartsWith($"busqstash-v1-lane-{queue.Name}-", StringComparison.Ordinal));
}
