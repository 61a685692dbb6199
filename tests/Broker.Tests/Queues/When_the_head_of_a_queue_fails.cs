using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Queues;

public sealed class When_the_head_of_a_queue_fails(TestBed bed)
{
    [Fact]
    public async Task The_others_wait_through_its_retries()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue(request => Answer.Status(AttemptLog.NumberOf(request) == 1 && request.Number <= 2 ? 500 : 200));

        await queue.EnqueueAsync(("Upstash-Retries", "3"), ("Upstash-Retry-Delay", "1500"));
        await queue.EnqueueManyAsync(3);
        await queue.WaitUntilDoneAsync();

        queue.Log.AssertConcurrencyAtMost(1).AssertNoRepeats();
        Assert.Equal([1, 1, 1, 2, 3, 4], queue.Log.Numbers);
        Assert.All(Waits(queue.Log.Only(1)), wait => Assert.InRange(wait.TotalSeconds, 1.5, 4));
    }

    private static IEnumerable<TimeSpan> Waits(AttemptLog log) =>
        log.Attempts.Zip(log.Attempts.Skip(1), (before, after) => AttemptLog.Between(before.AnsweredTicks!.Value, after.StartedTicks));
}
