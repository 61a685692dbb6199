using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Queues;

public sealed class When_an_attempt_takes_longer_than_the_lease(TestBed bed)
{
    [Fact]
    public async Task It_is_not_repeated_and_the_next_message_waits()
    {
        var system = await bed.GetSharedAsync();
        var queue = system.NewQueue(request => Answer.Ok.After(TimeSpan.FromSeconds(AttemptLog.NumberOf(request) == 1 ? 9 : 0)));

        await queue.EnqueueManyAsync(2);
        await queue.WaitUntilDoneAsync();

        Assert.Equal([1, 2], queue.Log.Numbers);
        queue.Log.AssertWindow(1);
    }
}
