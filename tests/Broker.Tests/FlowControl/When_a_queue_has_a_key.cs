using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.FlowControl;

public sealed class When_a_queue_has_a_key(TestBed bed)
{
    private const int Each = 12;

    [Fact]
    public async Task Both_limits_hold_and_every_queue_keeps_its_order()
    {
        var system = await bed.GetSharedAsync();
        (string, string)[] limits = [("Upstash-Flow-Control-Key", "with-queues"), ("Upstash-Flow-Control-Value", "parallelism=2, rate=8, period=1s")];
        var queues = Enumerable.Range(0, 4).Select(_ => system.NewQueue(Answer.Ok.After(TimeSpan.FromMilliseconds(60)))).ToArray();
        var loose = system.Destination.AddHook(Answer.Ok.After(TimeSpan.FromMilliseconds(60)));

        await Task.WhenAll(queues.Select(queue => queue.EnqueueManyAsync(Each, limits)));
        for (var n = 0; n < Each; n++)
        {
            await system.Calls.PublishAsync(loose.Url, $"{n}", limits);
        }

        await Task.WhenAll(queues.Select(queue => queue.WaitUntilDoneAsync(TimeSpan.FromSeconds(90))));
        await loose.WaitForEndedAsync(Each, TimeSpan.FromSeconds(90));

        Assert.All(queues, queue => queue.Log.AssertInOrder().AssertWindow(1).AssertNoRepeats().AssertComplete(Each));
        var all = queues.SelectMany(queue => queue.Hook.Requests).Concat(loose.Requests).ToArray();
        FlowWindows.AssertTogetherAtMost(all, 2);
        FlowWindows.AssertAtMost(all, 8, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_lane_whose_worker_is_killed_goes_on_with_its_successor()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 2 });
        (string, string)[] limits = [("Upstash-Flow-Control-Key", "orphaned"), ("Upstash-Flow-Control-Value", "parallelism=1")];
        var queues = Enumerable.Range(0, 4).Select(_ => system.NewQueue(Answer.Ok.After(TimeSpan.FromMilliseconds(200)))).ToArray();
        await Task.WhenAll(queues.Select(queue => queue.EnqueueManyAsync(6, limits)));
        await queues[0].Hook.WaitForAsync(1);

        await system.Workers[0].KillAsync();
        await Task.WhenAll(queues.Select(queue => queue.WaitUntilDoneAsync(TimeSpan.FromSeconds(90))));

        Assert.All(queues, queue => queue.Log.AssertInOrder().AssertComplete(6));
        FlowWindows.AssertTogetherAtMost([.. queues.SelectMany(queue => queue.Hook.Requests)], 1);
    }
}
