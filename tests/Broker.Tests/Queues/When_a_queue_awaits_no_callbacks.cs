using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Queues;

public sealed class When_a_queue_awaits_no_callbacks(TestBed bed)
{
    [Fact]
    public async Task The_next_message_starts_while_they_are_under_way()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue(_ => Answer.Ok);
        var callbacks = system.Destination.AddHook(Answer.Ok.After(TimeSpan.FromSeconds(3)));
        await system.Calls.UpsertQueueAsync(new { queueName = queue.Name, awaitCallbacks = false });

        await queue.EnqueueAsync(("Upstash-Callback", callbacks.Url));
        await queue.EnqueueAsync();
        await queue.WaitUntilDoneAsync();
        await Eventually.TrueAsync(() => Task.FromResult(callbacks.Requests is [{ AnsweredTicks: not null }]), "the callback to be answered");

        queue.Log.AssertWindow(1).AssertNoRepeats();
        Assert.True(queue.Log.Only(2).Attempts[0].StartedTicks < AttemptLog.End(callbacks.Requests[0]));
    }
}
