using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.FlowControl;

public sealed class When_a_key_limits_parallelism_and_rate(TestBed bed)
{
    private const int Messages = 300;
    private static readonly (string, string)[] Limits = [("Upstash-Flow-Control-Key", "limited"), ("Upstash-Flow-Control-Value", "parallelism=3, rate=10, period=1s")];

    [Fact]
    public async Task The_destination_never_sees_more_though_a_worker_is_killed()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 3 });
        var hook = system.Destination.AddHook(Answer.Ok.After(TimeSpan.FromMilliseconds(150)));
        var other = system.Destination.AddHook(Answer.Ok);
        var ids = await system.Calls.BatchAsync(Enumerable.Range(0, Messages).Select(n => new
        {
            destination = hook.Url,
            body = $"{n}",
            headers = Limits.ToDictionary(limit => limit.Item1, limit => limit.Item2),
        }));
        await hook.WaitForAsync(60, TimeSpan.FromMinutes(2));

        // Those who wait are in nobody's way.
        await system.Calls.PublishAsync(other.Url, "free");
        await other.WaitForAsync(1);
        await system.Workers[0].KillAsync();
        await Eventually.TrueAsync(
            () => hook.Requests.Where(request => request.AnsweredTicks is not null).Select(request => request.Text).Distinct().Count() == Messages,
            "all messages to be delivered",
            TimeSpan.FromMinutes(4));

        FlowWindows.AssertAtMost(hook.Requests, 10, TimeSpan.FromSeconds(1));
        FlowWindows.AssertTogetherAtMost(hook.Requests, 3);
        Assert.InRange(hook.Requests.Count, Messages, Messages + 3);
        await Eventually.TrueAsync(async () => !await system.Calls.IsOpenAsync(ids[^1]), "the last message to be final");
    }

    [Fact]
    public async Task Messages_start_in_the_order_of_acceptance()
    {
        var system = await bed.GetSharedAsync();
        var hook = system.Destination.AddHook(Answer.Ok.After(TimeSpan.FromMilliseconds(20)));
        for (var n = 0; n < 30; n++)
        {
            await system.Calls.PublishAsync(hook.Url, $"{n}", ("Upstash-Flow-Control-Key", "in-order"), ("Upstash-Flow-Control-Value", "parallelism=1"));
        }

        await hook.WaitForEndedAsync(30);

        Assert.Equal(Enumerable.Range(0, 30), AttemptLog.Of(hook).Numbers);
        Assert.Equal(1, hook.MaxConcurrent);
    }
}
