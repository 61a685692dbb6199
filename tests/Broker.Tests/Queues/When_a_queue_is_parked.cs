using System.Diagnostics;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Queues;

public sealed class When_a_queue_is_parked(TestBed bed)
{
    [Fact]
    public async Task It_goes_on_in_time_and_in_order_with_what_came_meanwhile()
    {
        var system = await bed.GetImpatientAsync();
        var queue = system.NewQueue(request => Answer.Status(request.Number == 1 ? 500 : 200));

        await queue.EnqueueAsync(("Upstash-Retry-Delay", "8000"));
        await queue.EnqueueManyAsync(2);
        await WaitUntilParkedAsync(system, queue);
        await queue.EnqueueManyAsync(2);
        await queue.WaitUntilDoneAsync();

        var attempts = queue.Log.Only(1).Attempts;
        Assert.True(AttemptLog.Between(AttemptLog.End(attempts[0]), attempts[1].StartedTicks).TotalSeconds >= 8);
        Assert.Equal([1, 1, 2, 3, 4, 5], queue.Log.Numbers);
        queue.Log.AssertWindow(1).AssertNoRepeats();
    }

    [Fact]
    public async Task A_delayed_head_is_delivered_in_time_and_the_others_after_it()
    {
        var system = await bed.GetImpatientAsync();
        var queue = system.NewQueue();

        // The lane has an owner that sees the delayed message long before it is due.
        await queue.EnqueueAsync();
        await queue.WaitUntilDoneAsync();
        var before = Stopwatch.GetTimestamp();
        await queue.EnqueueAsync(("Upstash-Delay", "8s"));
        await queue.EnqueueAsync();
        await WaitUntilParkedAsync(system, queue);
        await queue.EnqueueAsync();
        await queue.WaitUntilDoneAsync();

        Assert.True(AttemptLog.Between(before, queue.Log.Attempts[1].StartedTicks).TotalSeconds >= 7.9);
        Assert.Equal([1, 2, 3, 4], queue.Log.Numbers);
        queue.Log.AssertWindow(1).AssertNoRepeats();
    }

    [Fact]
    public async Task New_messages_start_at_once_where_the_window_has_room()
    {
        var system = await bed.GetImpatientAsync();
        var queue = system.NewQueue(request => Answer.Status(request.Number == 1 ? 500 : 200));
        await system.Calls.UpsertQueueAsync(queue.Name, 2);

        var first = await queue.EnqueueAsync(("Upstash-Retry-Delay", "3600000"));
        await WaitUntilParkedAsync(system, queue);
        await queue.EnqueueManyAsync(3);
        await queue.Hook.WaitForEndedAsync(4);
        await system.Calls.RunNowAsync(first);
        await queue.WaitUntilDoneAsync();

        Assert.Equal([1, 2, 3, 4, 1], queue.Log.Numbers);
        queue.Log.AssertWindow(2).AssertNoRepeats();
    }

    [Fact]
    public async Task Canceling_the_head_wakes_it()
    {
        var system = await bed.GetImpatientAsync();
        var queue = system.NewQueue();

        var head = await queue.EnqueueAsync(("Upstash-Delay", "1h"));
        await queue.EnqueueAsync();
        await WaitUntilParkedAsync(system, queue);
        await system.Calls.CancelAsync(head);
        await queue.Hook.WaitForAsync(1);

        Assert.Equal([2], queue.Log.Numbers);
    }

    private static Task WaitUntilParkedAsync(Deployment system, TestQueue queue) => Eventually.TrueAsync(
        () => system.Workers.Any(worker => worker.Output.Lines.Any(line =>
            line.Contains($"Queue {queue.Name} is parked until", StringComparison.Ordinal))),
        $"{queue.Name} to be parked");
}
