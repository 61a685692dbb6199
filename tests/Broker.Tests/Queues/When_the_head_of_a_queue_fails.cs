using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Queues;

public sealed class When_the_head_of_a_queue_fails(TestBed bed)
{
    [Fact]
    public async Task The_others_wait_through_its_retries()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue(request => Answer.Status(request.Number <= 2 ? 500 : 200));

        await queue.EnqueueAsync(("Upstash-Retries", "3"), ("Upstash-Retry-Delay", "1500"));
        await queue.EnqueueManyAsync(3);
        await queue.WaitUntilDoneAsync();

        queue.Log.AssertWindow(1).AssertNoRepeats();
        Assert.Equal([1, 1, 1, 2, 3, 4], queue.Log.Numbers);
        Assert.All(Waits(queue.Log.Only(1)), wait => Assert.InRange(wait.TotalSeconds, 1.5, 4));
    }

    [Fact]
    public async Task The_others_go_on_once_it_has_failed_for_good()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue(request => Answer.Status(AttemptLog.NumberOf(request) == 1 ? 500 : 200));

        await queue.EnqueueAsync(("Upstash-Retries", "1"), ("Upstash-Retry-Delay", "500"));
        await queue.EnqueueManyAsync(2);
        await queue.WaitUntilDoneAsync();

        queue.Log.AssertWindow(1).AssertNoRepeats();
        Assert.Equal([1, 1, 2, 3], queue.Log.Numbers);
    }

    [Fact]
    public async Task Its_callbacks_and_its_failure_callback_come_before_the_next_message()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue(request => Answer.Status(AttemptLog.NumberOf(request) == 1 ? 500 : 200));
        var callbacks = system.Destination.AddHook(Answer.Ok.After(TimeSpan.FromMilliseconds(700)));
        var failures = system.Destination.AddHook(Answer.Ok.After(TimeSpan.FromMilliseconds(1200)));

        await queue.EnqueueAsync(
            ("Upstash-Retries", "1"),
            ("Upstash-Retry-Delay", "300"),
            ("Upstash-Callback", callbacks.Url),
            ("Upstash-Failure-Callback", failures.Url));
        await queue.EnqueueAsync();
        await queue.WaitUntilDoneAsync();

        var next = Assert.Single(queue.Log.Only(2).Attempts);
        Assert.Equal([1, 1, 2], queue.Log.Numbers);
        Assert.Equal(2, callbacks.Requests.Count);
        Assert.Single(failures.Requests);
        Assert.All(callbacks.Requests.Concat(failures.Requests), told => Assert.True(AttemptLog.End(told) < next.StartedTicks));
    }

    [Fact]
    public async Task The_others_go_on_at_once_when_it_is_canceled()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue(request => Answer.Status(AttemptLog.NumberOf(request) == 1 ? 500 : 200));

        var head = await queue.EnqueueAsync(("Upstash-Retries", "3"), ("Upstash-Retry-Delay", "600000"));
        await queue.EnqueueManyAsync(2);
        await queue.Hook.WaitForEndedAsync(1);
        await Eventually.TrueAsync(() => system.Calls.IsOpenAsync(head), "the head to wait for its retry");
        await system.Calls.CancelAsync(head);
        await queue.WaitUntilDoneAsync(TimeSpan.FromSeconds(10));

        queue.Log.AssertWindow(1).AssertNoRepeats();
        Assert.Equal([1, 2, 3], queue.Log.Numbers);
    }

    private static IEnumerable<TimeSpan> Waits(AttemptLog log) =>
        log.Attempts.Zip(log.Attempts.Skip(1), (before, after) => AttemptLog.Between(AttemptLog.End(before), after.StartedTicks));
}
