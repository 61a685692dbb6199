using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.FlowControl;

public sealed class When_a_key_is_paused(TestBed bed)
{
    private static readonly (string, string)[] Limits = [("Upstash-Flow-Control-Key", "paused"), ("Upstash-Flow-Control-Value", "parallelism=5")];

    [Fact]
    public async Task Its_messages_wait_in_queues_too_and_others_are_delivered()
    {
        var system = await bed.GetSharedAsync();
        var hook = system.Destination.AddHook(Answer.Ok);
        var other = system.Destination.AddHook(Answer.Ok);
        var queue = system.NewQueue();
        await system.Calls.PostAsync("v2/flowControl/paused/pause");
        for (var n = 0; n < 5; n++)
        {
            await system.Calls.PublishAsync(hook.Url, $"{n}", Limits);
        }

        await queue.EnqueueManyAsync(3, Limits);
        await system.Calls.PublishAsync(other.Url, "free");
        await other.WaitForEndedAsync(1);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.Empty(hook.Requests);
        Assert.Empty(queue.Hook.Requests);

        await system.Calls.PostAsync("v2/flowControl/paused/resume");

        await hook.WaitForEndedAsync(5, TimeSpan.FromSeconds(10));
        await queue.WaitUntilDoneAsync();
        Assert.Equal(["0", "1", "2", "3", "4"], hook.Requests.Select(request => request.Text).Order());
    }
}
