using System.Diagnostics;
using BusQStash.Broker.Tests.Harness;
using Xunit;

namespace BusQStash.Broker.Tests.Queues;

public sealed class When_the_head_of_a_queue_is_delayed(TestBed bed)
{
    [Fact]
    public async Task The_others_wait_until_it_was_delivered()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue();

        var before = Stopwatch.GetTimestamp();
        await queue.EnqueueAsync(("Upstash-Delay", "3s"));
        await queue.EnqueueManyAsync(3);
        await queue.WaitUntilDoneAsync();

        queue.Log.AssertWindow(1).AssertNoRepeats();
        Assert.Equal([1, 2, 3, 4], queue.Log.Numbers);
        
        // Not early. How late is for the deadline above to say: a busy machine takes its time.
        Assert.True(AttemptLog.Between(before, queue.Log.Attempts[0].StartedTicks).TotalSeconds >= 2.9);
    }

    [Fact]
    public async Task The_others_go_on_at_once_when_it_is_canceled()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue();

        await queue.EnqueueAsync();
        await queue.WaitUntilDoneAsync();
        var head = await queue.EnqueueAsync(("Upstash-Delay", "1h"));
        await queue.EnqueueManyAsync(2);
        await system.Calls.CancelAsync(head);
        await queue.Hook.WaitForAsync(3);

        Assert.Equal([1, 3, 4], queue.Log.Numbers);
    }
}
