using System.Diagnostics;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Bus.Naming;
using BusQStash.Testing;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

/// <summary>
/// A quorum queue that came back from a crash without a leader, or lost most of its members: whatever is sent to it is never confirmed, and RabbitMQ holds the whole
/// channel up.
/// </summary>
[Collection(CrashableBrokerTests.Name)]
public sealed class When_a_broker_queue_has_no_leader(TestBed bed, CrashableBroker broker, ITestOutputHelper output)
{
    private const int InQueue = 200;
    private const int Unordered = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan SoonStopped = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task That_of_a_queue_holds_up_nothing_and_is_made_anew()
    {
        var address = await broker.NewVirtualHostAsync();
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Amqp = address });
        var queue = system.NewQueue();
        var hook = system.Destination.AddHook();
        await queue.EnqueueAsync();
        await queue.WaitUntilDoneAsync();
        var name = BrokerNames.Lane(queue.Name);
        await LeaderlessAsync(address, name);
        var since = Stopwatch.StartNew();

        await queue.EnqueueManyAsync(InQueue);
        for (var number = 0; number < Unordered; number++)
        {
            await Prompt.AnswerAsync(() => system.Calls.PublishAsync(hook.Url, $"{number}"));
        }

        await hook.WaitForEndedAsync(Unordered, Patience);
        output.WriteLine($"all unordered messages after {since.Elapsed.TotalSeconds:0.0} s, enqueuing included");
        await queue.WaitUntilDoneAsync(Patience);
        queue.Log.AssertInOrder().AssertNoRepeats();
        await Eventually.TrueAsync(
            () => system.Workers.Append(system.Api).Any(process => process.Output.ToString().Contains($"{name} did not respond and was recreated", StringComparison.Ordinal)),
            "the broker queue to be made anew",
            Patience);
        await Eventually.TrueAsync(async () => (await Health.ReadAsync(system.Api)).Report.GetProperty("status").GetString() == "ready", "health", Patience);
        since.Restart();
        Assert.Equal(0, await system.Api.TerminateAsync(SoonStopped));
        output.WriteLine($"the Api stopped within {since.Elapsed.TotalSeconds:0.0} s");
        Assert.All(await Task.WhenAll(system.Workers.Select(worker => worker.TerminateAsync(SoonStopped))), code => Assert.Equal(0, code));
        output.WriteLine($"the workers within {since.Elapsed.TotalSeconds:0.0} s");
    }

    [Fact]
    public async Task That_of_unordered_messages_is_made_anew_and_health_is_not_ready_until_then()
    {
        var address = await broker.NewVirtualHostAsync();
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Amqp = address });
        var hook = system.Destination.AddHook();
        await system.Calls.PublishAsync(hook.Url, "before");
        await hook.WaitForEndedAsync(1);
        await LeaderlessAsync(address, BrokerNames.Deliver);
        var since = Stopwatch.StartNew();

        for (var number = 0; number < Unordered; number++)
        {
            await Prompt.AnswerAsync(() => system.Calls.PublishAsync(hook.Url, $"{number}"));
        }

        await Eventually.TrueAsync(async () => (await Health.ReadAsync(system.Api)).Report.GetProperty("status").GetString() == "degraded", "health to say so", Patience);
        await hook.WaitForEndedAsync(Unordered + 1, TimeSpan.FromMinutes(2));
        output.WriteLine($"unordered messages whose own broker queue it is after {since.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal(Unordered + 1, hook.Requests.Count);
    }

    // The queue's only member is stopped and stays so: what a crash right after the declaration leaves behind now and then, every time.
    private Task LeaderlessAsync(string address, string name)
    {
        var virtualHost = new Uri(address).AbsolutePath.TrimStart('/');
        return broker.Node.ControlAsync(
            "eval",
            $"{{ok, Q}} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\"{virtualHost}\">>, queue, <<\"{name}\">>)), ra:stop_server(quorum_queues, amqqueue:get_pid(Q)).");
    }
}
