using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Queues;

public sealed class When_a_queue_lets_failing_messages_step_aside(TestBed bed)
{
    [Fact]
    public async Task The_others_pass_and_it_is_next_when_due()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue(request => AttemptLog.NumberOf(request) switch
        {
            1 when request.Number == 1 => Answer.Status(500),
            1 => Answer.Ok,
            _ => Answer.Ok.After(TimeSpan.FromMilliseconds(400)),
        });
        await system.Calls.UpsertQueueAsync(new { queueName = queue.Name, failingHead = "stepAside" });

        await queue.EnqueueAsync(("Upstash-Retries", "3"), ("Upstash-Retry-Delay", "1000"));
        await queue.EnqueueManyAsync(6);
        await queue.WaitUntilDoneAsync();

        // One at a time all along; the first comes back in the middle, and the others keep their order.
        queue.Log.AssertConcurrencyAtMost(1).AssertNoRepeats();
        var numbers = queue.Log.Numbers;
        Assert.Equal(1, numbers[0]);
        Assert.Equal(2, numbers[1]);
        Assert.InRange(Array.LastIndexOf([.. numbers], 1), 3, 6);
        Assert.Equal([2, 3, 4, 5, 6, 7], numbers.Where(number => number != 1));
    }
}
