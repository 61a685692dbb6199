using System.Text.Json;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Queues;

public sealed class When_a_queue_is_idle(TestBed bed)
{
    [Fact]
    public async Task Nobody_consumes_its_broker_queue_but_the_next_message_is_delivered_all_the_same()
    {
        var system = await bed.GetImpatientAsync();
        var gate = new TaskCompletionSource();
        var queue = system.NewQueue(Answer.Ok.Once(gate.Task));
        await queue.EnqueueAsync();
        await WaitForConsumersAsync(system, queue, 1);
        gate.SetResult();
        await queue.WaitUntilDoneAsync();

        await WaitForConsumersAsync(system, queue, 0);
        Assert.Contains(await system.VirtualHost!.QueuesAsync(), broker => IsOf(queue, broker));
        await queue.EnqueueManyAsync(3);
        await queue.WaitUntilDoneAsync(TimeSpan.FromSeconds(10));

        queue.Log.AssertWindow(1).AssertNoRepeats().AssertComplete(4);
    }

    private static Task WaitForConsumersAsync(Deployment system, TestQueue queue, int count) => Eventually.TrueAsync(
        async () => (await system.VirtualHost!.ConsumersAsync()).Count(consumer => IsOf(queue, consumer.GetProperty("queue"))) == count,
        $"{count} consumers of {queue.Name}");

    private static bool IsOf(TestQueue queue, JsonElement broker) =>
        broker.GetProperty("name").GetString()!.StartsWith($"busqstash-v1-lane-{queue.Name}-", StringComparison.Ordinal);
}
