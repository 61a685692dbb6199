using System.Diagnostics;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Networks;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Broker.Tests.Workers;

/// <summary>Nobody closes the connections of a host that lost its power or its network: RabbitMQ and PostgreSQL go on believing in it.</summary>
public sealed class When_the_host_of_a_worker_is_lost(TestBed bed, ITestOutputHelper output)
{
    private const int Messages = 40;

    // Well below the three minutes that RabbitMQ's own heartbeats take.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_it_had_is_delivered_by_others_soon()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 1 });
        var (toDatabase, database) = NetworkLink.ToDatabase(system.DatabaseConnectionString);
        var (toBroker, amqp) = NetworkLink.ToBroker(system.VirtualHost!.Url);
        await using var first = toDatabase;
        await using var second = toBroker;
        var lost = await system.AddWorkerAsync(new Dictionary<string, string> { [SettingNames.Postgres] = database, [SettingNames.RabbitMq] = amqp });
        var gate = new TaskCompletionSource();
        var hook = system.Destination.AddHook(request => request.Number <= Messages ? Answer.Ok.Once(gate.Task) : Answer.Ok);
        var queue = system.NewQueue();
        await system.Calls.BatchAsync(Enumerable.Range(0, Messages).Select(n => new { destination = hook.Url, body = $"{n}" }));
        await hook.WaitForAsync(Messages);

        var since = Stopwatch.StartNew();
        toDatabase.Lose();
        toBroker.Lose();
        await lost.KillAsync();
        gate.SetResult();
        await system.Calls.BatchAsync(Enumerable.Range(Messages, Messages).Select(n => new { destination = hook.Url, body = $"{n}" }));
        await queue.EnqueueManyAsync(10, ("Upstash-Callback", hook.Url));

        var unfinished = Enumerable.Range(0, 2 * Messages).Select(n => $"{n}").ToHashSet();
        await Testing.Eventually.TrueAsync(
            () => hook.Requests.Where(request => request.AnsweredTicks is not null).Select(request => request.Text).ToHashSet().IsSupersetOf(unfinished),
            "every message to be delivered",
            Patience);
        output.WriteLine($"unordered messages after {since.Elapsed.TotalSeconds:0.0} s");
        await queue.WaitUntilDoneAsync(Patience);
        output.WriteLine($"a queue with callbacks after {since.Elapsed.TotalSeconds:0.0} s");
        queue.Log.AssertInOrder();
    }
}
