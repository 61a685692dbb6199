using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Queues;

public sealed class When_a_queue_has_a_parallelism_of_three(TestBed bed)
{
    /// <summary>News of a queue reaches its lane's owner within this time, whatever happens to the announcement.</summary>
    private static readonly TimeSpan SeenWithin = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_messages_are_in_flight_and_never_more()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue(Answer.Ok.After(TimeSpan.FromMilliseconds(300)));

        await system.Calls.UpsertQueueAsync(queue.Name, 3);
        await queue.EnqueueManyAsync(15);
        await queue.WaitUntilDoneAsync();

        queue.Log.AssertConcurrencyAtMost(3).AssertWindow(3).AssertNoRepeats().AssertComplete(15);
        Assert.Equal(3, queue.Hook.MaxConcurrent);
    }

    [Fact]
    public async Task A_message_that_waits_for_its_retry_keeps_its_slot()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue(request => Answer.Status(request.Number == 1 ? 500 : 200).After(TimeSpan.FromMilliseconds(200)));

        await system.Calls.UpsertQueueAsync(queue.Name, 3);
        var first = await queue.EnqueueAsync(("Upstash-Retry-Delay", "3600000"));
        await queue.Hook.WaitForEndedAsync(1);
        await queue.EnqueueManyAsync(8);
        await queue.Hook.WaitForEndedAsync(9);
        await system.Calls.RunNowAsync(first);
        await queue.WaitUntilDoneAsync();

        var retry = queue.Log.Only(1).Attempts[^1];
        queue.Log.AssertWindow(3).AssertNoRepeats().AssertComplete(9);
        queue.Log.Except(request => AttemptLog.NumberOf(request) == 1).AssertConcurrencyAtMost(2);
        Assert.All(
            queue.Log.Attempts.Where(request => AttemptLog.NumberOf(request) > 1),
            other => Assert.True(AttemptLog.End(other) < retry.StartedTicks, $"The others did not go on: {queue.Log}"));
    }

    [Fact]
    public async Task It_can_be_raised_and_lowered_while_messages_are_in_flight()
    {
        var system = await bed.GetSharedAsync();
        var gates = Enumerable.Range(0, 6).Select(_ => new TaskCompletionSource()).ToArray();
        var queue = system.NewQueue(request => Answer.Ok.Once(gates[AttemptLog.NumberOf(request) - 1].Task));
        await queue.EnqueueManyAsync(6);
        await queue.Hook.WaitForAsync(1);

        await system.Calls.UpsertQueueAsync(queue.Name, 3);
        await queue.Hook.WaitForAsync(3);
        await system.Calls.UpsertQueueAsync(queue.Name, 1);
        await Task.Delay(SeenWithin, Cancellation);

        // One after the other: of the three in flight none makes room before all of them have ended.
        foreach (var (gate, index) in gates.Select((gate, index) => (gate, index)))
        {
            await queue.Hook.WaitForAsync(index + 1);
            gate.SetResult();
            await queue.Hook.WaitForEndedAsync(index + 1);
        }

        await queue.WaitUntilDoneAsync();
        queue.Log.AssertNoRepeats().AssertComplete(6).AssertConcurrencyAtMost(3);
        Assert.Equal(3, queue.Hook.MaxConcurrent);
        queue.Log.Except(request => AttemptLog.NumberOf(request) < 3).AssertWindow(1);
    }
}
