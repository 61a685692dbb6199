using System.Diagnostics;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Queues;

public sealed class When_a_queue_is_paused(TestBed bed)
{
    /// <summary>No attempt starts later than this after the pause was answered.</summary>
    private static readonly TimeSpan SeenWithin = TimeSpan.FromSeconds(1);

    /// <summary>Long enough for whatever would start wrongly to have started.</summary>
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_attempt_starts_any_more_and_all_go_on_in_order_when_it_is_resumed()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue(Answer.Ok.After(TimeSpan.FromMilliseconds(50)));
        await queue.EnqueueManyAsync(80);
        await queue.Hook.WaitForAsync(5);

        await system.Calls.PauseAsync(queue.Name);
        var paused = Stopwatch.GetTimestamp();
        await Task.Delay(Watch, Cancellation);
        var started = queue.Log.Attempts;
        var resumed = Stopwatch.GetTimestamp();
        await system.Calls.ResumeAsync(queue.Name);
        await queue.WaitUntilDoneAsync();

        Assert.All(started, request => Assert.True(AttemptLog.Between(paused, request.StartedTicks) < SeenWithin, queue.Log.ToString()));
        Assert.All(queue.Log.Attempts.Skip(started.Count), request => Assert.True(request.StartedTicks > resumed));
        Assert.True(started.Count < 80, "The queue was through before the pause could be seen.");
        queue.Log.AssertWindow(1).AssertNoRepeats().AssertComplete(80);
    }

    [Fact]
    public async Task Messages_accepted_after_that_never_start()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue();

        // Its lane has an owner when the pause comes.
        await queue.EnqueueManyAsync(2);
        await queue.WaitUntilDoneAsync();
        for (var round = 0; round < 3; round++)
        {
            var before = queue.Count;
            await system.Calls.PauseAsync(queue.Name);
            await queue.EnqueueManyAsync(3);
            await Task.Delay(SeenWithin, Cancellation);

            Assert.Equal(before, queue.Log.Attempts.Count);
            Assert.Equal(3, await system.Calls.LagAsync(queue.Name));
            await system.Calls.ResumeAsync(queue.Name);
            await queue.WaitUntilDoneAsync();
        }

        queue.Log.AssertWindow(1).AssertNoRepeats().AssertComplete(11);
    }

    [Fact]
    public async Task A_queue_that_is_paused_before_its_first_message_starts_nothing()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue();

        await system.Calls.PauseAsync(queue.Name);
        await queue.EnqueueManyAsync(3);
        await Task.Delay(Watch, Cancellation);

        Assert.Empty(queue.Hook.Requests);
        await system.Calls.ResumeAsync(queue.Name);
        await queue.WaitUntilDoneAsync();
        queue.Log.AssertWindow(1).AssertNoRepeats();
    }

    [Fact]
    public async Task The_attempt_in_flight_counts_and_the_next_waits_for_the_resume()
    {
        var system = await bed.GetSharedAsync();
        var gate = new TaskCompletionSource();
        var queue = system.NewQueue(Answer.Ok.Once(gate.Task));
        await queue.EnqueueManyAsync(3);
        await queue.Hook.WaitForAsync(1);

        await system.Calls.PauseAsync(queue.Name);
        gate.SetResult();
        await Eventually.TrueAsync(async () => await system.Calls.LagAsync(queue.Name) == 2, "the attempt in flight to count");
        await Task.Delay(Watch, Cancellation);

        // A pause holds for what is accepted after it from the first moment, for what was there from a second later; the gate opened within that second.
        var early = queue.Log.Attempts.Count;
        Assert.Equal(1, early);
        await system.Calls.ResumeAsync(queue.Name);
        await queue.WaitUntilDoneAsync();
        queue.Log.AssertWindow(1).AssertNoRepeats();
    }

    [Fact]
    public async Task A_retry_that_comes_due_waits_for_the_resume()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue(request => Answer.Status(request.Number == 1 ? 500 : 200));
        // Long enough for the pause to be answered before it is over, on a busy machine too.
        var retry = TimeSpan.FromSeconds(6);
        await queue.EnqueueAsync(("Upstash-Retry-Delay", $"{retry.TotalMilliseconds}"));
        await queue.EnqueueAsync();
        await queue.Hook.WaitForEndedAsync(1);

        await system.Calls.PauseAsync(queue.Name);
        await Task.Delay(retry + Watch, Cancellation);

        Assert.Single(queue.Hook.Requests);
        await system.Calls.ResumeAsync(queue.Name);
        await queue.WaitUntilDoneAsync();
        queue.Log.AssertWindow(1).AssertNoRepeats();
        Assert.Equal([1, 1, 2], queue.Log.Numbers);
    }
}
