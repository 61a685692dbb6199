using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

[Collection(CrashableBrokerTests.Name)]
public sealed class When_the_broker_loses_its_data(TestBed bed, CrashableBroker broker)
{
    private const int Backlog = 600;
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Everything_unfinished_is_delivered_and_queues_keep_their_order()
    {
        await broker.Node.StartAsync();
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Amqp = broker.Node.Url });
        var unordered = system.Destination.AddHook();
        var delayed = system.Destination.AddHook();
        var failing = system.NewQueue(request => Answer.Status(AttemptLog.NumberOf(request) == 1 && request.Number == 1 ? 500 : 200));
        var waiting = system.NewQueue();
        await failing.EnqueueAsync(("Upstash-Retries", "5"), ("Upstash-Retry-Delay", "4000"));
        await failing.EnqueueManyAsync(5);
        await failing.Hook.WaitForEndedAsync(1);
        await system.Calls.PublishAsync(delayed.Url, "later", ("Upstash-Delay", "5s"));

        // Nobody works from here on, so what is accepted waits in the broker.
        Freeze(system);
        await waiting.EnqueueManyAsync(10);
        await system.Calls.BatchAsync(Enumerable.Range(0, Backlog).Select(n => new { destination = unordered.Url, body = $"{n}" }));
        await broker.Node.WipeAsync();
        await broker.Node.StartAsync();
        Resume(system);

        await failing.WaitUntilDoneAsync(Recovery);
        await waiting.WaitUntilDoneAsync(Recovery);
        await delayed.WaitForEndedAsync(1, Recovery);
        await Eventually.TrueAsync(
            () => unordered.Requests.Select(request => request.Text).Distinct().Count() == Backlog, "the whole backlog", Recovery);
        failing.Log.AssertInOrder().AssertConcurrencyAtMost(1);
        waiting.Log.AssertInOrder().AssertConcurrencyAtMost(1);
    }

    [Fact]
    public async Task It_is_used_as_before()
    {
        await broker.Node.StartAsync();
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Amqp = broker.Node.Url, Workers = 1 });
        var queue = system.NewQueue();
        await queue.EnqueueManyAsync(2);
        await queue.WaitUntilDoneAsync();

        await broker.Node.WipeAsync();
        await broker.Node.StartAsync();
        await Health.WaitForBrokerAsync(system.Api, "ready");
        await queue.EnqueueManyAsync(5);
        await queue.WaitUntilDoneAsync(Recovery);
        var hook = system.Destination.AddHook();
        await system.Calls.PublishAsync(hook.Url, "again");
        await hook.WaitForEndedAsync(1, Recovery);

        queue.Log.AssertInOrder().AssertNoRepeats();
    }

    private static void Freeze(Deployment system)
    {
        foreach (var worker in system.Workers)
        {
            worker.Freeze();
        }
    }

    private static void Resume(Deployment system)
    {
        foreach (var worker in system.Workers)
        {
            worker.Resume();
        }
    }
}
