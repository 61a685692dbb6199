using System.Diagnostics;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

public sealed class When_a_large_backlog_waits(TestBed bed)
{
    private const int Batches = 100;
    private const int BatchSize = 500;

    /// <summary>Twice the longest limit after which a command could be taken for lost (15 s).</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Every_message_is_delivered_exactly_once()
    {
        await using var destination = await CountingDestination.StartAsync();
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 0 });
        for (var batch = 0; batch < Batches; batch++)
        {
            await system.Calls.BatchAsync(Enumerable.Range(0, BatchSize).Select(n => new { destination = destination.Url, body = $"{batch} {n}" }));
        }

        // The waiting is what is tested, so this one delay waits for no condition.
        await Task.Delay(Wait, TestContext.Current.CancellationToken);
        Assert.Equal(0, destination.Messages);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(system.AddWorkerAsync(), system.AddWorkerAsync());
        await Eventually.TrueAsync(() => destination.Messages == Batches * BatchSize, "the whole backlog", TimeSpan.FromMinutes(4));
        TestContext.Current.TestOutputHelper?.WriteLine($"Drained in {clock.Elapsed.TotalSeconds:0} s.");
        await Eventually.TrueAsync(
            async () => (await system.VirtualHost!.QueuesAsync()).All(queue => queue.GetProperty("messages").GetInt64() == 0),
            "the broker to have no command left",
            TimeSpan.FromMinutes(2));

        Assert.Empty(destination.Repeated);
    }
}
