using System.Net;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

[Collection(CrashableBrokerTests.Name)]
public sealed class When_the_broker_is_down(TestBed bed, CrashableBroker broker)
{
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Messages_are_accepted_at_once_and_delivered_once_and_in_order_when_it_returns()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Amqp = await broker.NewVirtualHostAsync() });
        var queue = system.NewQueue();
        var hook = system.Destination.AddHook();
        await AcceptAsync(system, queue, hook, 3);
        await WaitUntilDeliveredAsync(system, queue, hook, 3);

        await broker.Node.KillAsync();
        await AcceptAsync(system, queue, hook, 10);
        await Health.WaitForBrokerAsync(system.Api, "unreachable");
        await AcceptAsync(system, queue, hook, 10);
        await Prompt.AnswerAsync(() => system.Calls.PublishAsync(hook.Url, "due while it is down", ("Upstash-Delay", "1s")));
        await Prompt.AnswerAsync(() => system.Calls.BatchAsync(Enumerable.Range(0, 20).Select(n => new { destination = hook.Url, body = $"batch {n}" })));
        await broker.Node.StartAsync();

        await WaitUntilDeliveredAsync(system, queue, hook, 44);
        queue.Log.AssertInOrder().AssertNoRepeats();
    }

    [Fact]
    public async Task An_api_that_starts_meanwhile_accepts_and_a_worker_that_does_delivers_when_it_returns()
    {
        var address = await broker.NewVirtualHostAsync();
        await broker.Node.KillAsync();
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Amqp = address, Workers = 0 });
        var queue = system.NewQueue();
        var hook = system.Destination.AddHook();

        await AcceptAsync(system, queue, hook, 5);
        var (status, report) = await Health.ReadAsync(system.Api);
        var worker = system.AddWorkerAsync();
        await Eventually.TrueAsync(
            () => system.Workers.Any(one => one.IsRunning && one.Output.Lines.Any(line => line.Contains("does not accept commands", StringComparison.Ordinal))), "the worker to find no broker");
        await broker.Node.StartAsync();
        await worker;
        await WaitUntilDeliveredAsync(system, queue, hook, 5);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("degraded", report.GetProperty("status").GetString());
        queue.Log.AssertInOrder().AssertNoRepeats();
    }

    private static async Task AcceptAsync(Deployment system, TestQueue queue, Hook hook, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await Prompt.AnswerAsync(() => queue.EnqueueAsync());
            await Prompt.AnswerAsync(() => system.Calls.PublishAsync(hook.Url, $"{number}"));
        }
    }

    private static async Task WaitUntilDeliveredAsync(Deployment system, TestQueue queue, Hook hook, int unordered)
    {
        await queue.WaitUntilDoneAsync(Recovery);
        var requests = await hook.WaitForEndedAsync(unordered, Recovery);
        foreach (var request in requests)
        {
            var id = request.Header("Upstash-Message-Id")!;
            await Eventually.TrueAsync(async () => !await system.Calls.IsOpenAsync(id), $"{id} to be final", Recovery);
        }

        Assert.Equal(unordered, hook.Requests.Count);
        Assert.Equal(unordered, hook.Requests.Select(request => request.Header("Upstash-Message-Id")).Distinct().Count());
    }
}
