using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

public sealed class When_messages_are_accepted_before_the_first_worker(TestBed bed)
{
    private const int Count = 300;

    [Fact]
    public async Task Each_is_attempted_once()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 0 });
        var hook = system.Destination.AddHook(Answer.Ok.After(TimeSpan.FromMilliseconds(500)));
        await system.Calls.BatchAsync(Enumerable.Range(0, Count).Select(n => new { destination = hook.Url, body = $"{n}" }));

        await Task.WhenAll(system.AddWorkerAsync(), system.AddWorkerAsync());
        await hook.WaitForEndedAsync(Count);

        // A copy of a command that was still on its way would have been attempted by the time this one is.
        var last = system.Destination.AddHook();
        await system.Calls.PublishAsync(last.Url, "last");
        await last.WaitForEndedAsync(1);
        Assert.Equal(Count, hook.Requests.Count);
        AttemptLog.Of(hook).AssertNoRepeats();
    }
}
