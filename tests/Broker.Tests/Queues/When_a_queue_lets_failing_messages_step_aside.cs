using System.Diagnostics;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Queues;

public sealed class When_a_queue_lets_failing_messages_step_aside(TestBed bed)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task The_others_pass_and_it_is_next_when_due()
    {
        var system = await bed.GetSharedAsync();
        var allWait = new TaskCompletionSource();
        var firstIsDue = new TaskCompletionSource();
        var queue = system.NewQueue(request => AttemptLog.NumberOf(request) switch
        {
            1 when request.Number == 1 => Answer.Status(500).Once(allWait.Task),
            3 => Answer.Ok.Once(firstIsDue.Task),
            _ => Answer.Ok,
        });
        await system.Calls.UpsertQueueAsync(new { queueName = queue.Name, failingHead = "stepAside" });

        await queue.EnqueueAsync(("Upstash-Retries", "3"), ("Upstash-Retry-Delay", $"{RetryDelay.TotalMilliseconds}"));
        await queue.EnqueueManyAsync(6);
        allWait.SetResult();
        await Eventually.TrueAsync(() => queue.Log.Numbers.Contains(3), "the third message to be under way");
        var failed = AttemptLog.End(queue.Log.Attempts[0]);
        await Eventually.TrueAsync(() => AttemptLog.Between(failed, Stopwatch.GetTimestamp()) > 1.5 * RetryDelay, "the first message to be due again");
        firstIsDue.SetResult();
        await queue.WaitUntilDoneAsync();

        // One at a time all along; the first comes back when the attempt of the third is over, and the others keep their order.
        queue.Log.AssertConcurrencyAtMost(1).AssertNoRepeats();
        Assert.Equal([1, 2, 3, 1, 4, 5, 6, 7], queue.Log.Numbers);
    }
}
