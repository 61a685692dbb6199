using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Queues;

public sealed class When_the_head_of_a_queue_is_hurried(TestBed bed)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("30s")]
    [InlineData("1h")]
    public async Task Its_delay_ends_and_the_others_follow(string delay)
    {
        // The lane is held through the shorter delay and parked for the longer one.
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue();
        await queue.EnqueueAsync();
        await queue.WaitUntilDoneAsync();
        var head = await queue.EnqueueAsync(("Upstash-Delay", delay));
        await queue.EnqueueManyAsync(2);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.Single(queue.Hook.Requests);

        await system.Calls.RunNowAsync(head);
        await queue.Hook.WaitForAsync(4, Soon);
        Assert.Equal([1, 2, 3, 4], queue.Log.Numbers);
    }

    [Fact]
    public async Task Its_backoff_ends_and_the_attempt_is_the_one_that_was_planned()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue(request => Answer.Status(request.Header("Upstash-Retried") == "0" ? 500 : 200));
        var head = await queue.EnqueueAsync(("Upstash-Retry-Delay", "3600000"));
        await queue.Hook.WaitForAsync(1, Soon);
        await Eventually.TrueAsync(async () => (await system.Calls.StatesAsync(head)).Contains("RETRY"), "the planned retry");

        await system.Calls.RunNowAsync(head);
        await queue.WaitUntilDoneAsync();
        Assert.Equal(["0", "1"], queue.Hook.Requests.Select(request => request.Header("Upstash-Retried")));
    }

    [Fact]
    public async Task Asking_many_times_at_once_makes_one_attempt()
    {
        var system = await bed.GetSharedAsync();
        var hook = system.Destination.AddHook();
        var unordered = await system.Calls.PublishAsync(hook.Url, "now", ("Upstash-Delay", "1h"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => system.Calls.TryRunNowAsync(unordered)));
        await hook.WaitForAsync(1, Soon);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.Single(hook.Requests);
    }
}
