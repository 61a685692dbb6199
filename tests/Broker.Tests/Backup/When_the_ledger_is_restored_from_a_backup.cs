using BusQStash.Broker.Tests.Harness;
using BusQStash.Broker.Tests.Messages;
using BusQStash.Testing;
using BusQStash.Testing.Databases;
using BusQStash.Testing.Processes;
using Xunit;

namespace BusQStash.Broker.Tests.Backup;

[Collection(CrashableBrokerTests.Name)]
public sealed class When_the_ledger_is_restored_from_a_backup(TestBed bed, CrashableBroker broker)
{
    private const int Backlog = 50;
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task What_was_unfinished_is_delivered_in_order_and_what_was_finished_is_not_delivered_again()
    {
        var amqp = await broker.NewVirtualHostAsync();
        using var folder = TemporaryFolder.Create();
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Amqp = amqp });
        var values = new Dictionary<string, string>
        {
            ["LEDGER"] = DatabaseTools.AddressOf(system.DatabaseConnectionString),
            ["VHOST"] = new Uri(amqp).AbsolutePath.Trim('/'),
            ["BROKER_USER"] = "guest",
        };
        var finished = system.NewQueue();
        var paused = system.NewQueue();
        var unordered = system.Destination.AddHook();
        var delayed = system.Destination.AddHook();
        await finished.EnqueueManyAsync(5);
        await finished.WaitUntilDoneAsync(Recovery);
        await system.Calls.UpsertQueueAsync(paused.Name, 1);
        await system.Calls.PauseAsync(paused.Name);
        await paused.EnqueueManyAsync(5);
        await system.Calls.PublishAsync(delayed.Url, "later", ("Upstash-Delay", "10s"));

        // The commands of these are in RabbitMQ at the backup, and in nobody's hands.
        Array.ForEach([.. system.Workers], worker => worker.Freeze());
        await system.Calls.BatchAsync(Enumerable.Range(1, Backlog).Select(n => new { destination = unordered.Url, body = $"{n}" }));
        await OperatorsPage.RunAsync("pg_dump", broker.Node, folder.FullPath, values);
        Array.ForEach([.. system.Workers], worker => worker.Resume());
        await unordered.WaitForAsync(Backlog);
        var since = await system.Calls.PublishAsync(unordered.Url, "0");
        await unordered.WaitForAsync(Backlog + 1);

        var processes = system.Workers.Append(system.Api).ToList();
        await Task.WhenAll(processes.Select(process => process.TerminateAsync()));
        var before = unordered.Requests.Count;
        await OperatorsPage.RunAsync("pg_restore", broker.Node, folder.FullPath, values);
        await Task.WhenAll(processes.Select(process => process.StartAsync()));

        await Eventually.TrueAsync(
            () => unordered.Requests.Skip(before).Select(request => request.Text).Distinct().Count() == Backlog, "what waited at the backup", Recovery);
        await delayed.WaitForAsync(1, Recovery);
        await system.Calls.ResumeAsync(paused.Name);
        await paused.WaitUntilDoneAsync(Recovery);
        paused.Log.AssertInOrder().AssertComplete(5).AssertNoRepeats();
        finished.Log.AssertComplete(5).AssertNoRepeats();
        Assert.Empty(await system.Calls.StatesAsync(since));
        await finished.EnqueueManyAsync(2);
        await finished.WaitUntilDoneAsync(Recovery);
        finished.Log.AssertInOrder();
    }
}
