using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Networks;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

/// <summary>Longer than the 8 s after which a silent process is taken for dead: when the database is back nobody may be.</summary>
public sealed class When_nobody_reaches_the_database_for_a_while(TestBed bed)
{
    private const int Processes = 4;
    private static readonly TimeSpan LongerThanAnyHeartbeat = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nobody_is_taken_for_dead_nothing_is_attempted_twice_and_no_limit_is_exceeded(bool refused)
    {
        NetworkLink? link = null;
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan
        {
            Workers = Processes - 1,
            WayToDatabase = text =>
            {
                (link, var way) = NetworkLink.ToDatabase(text);
                return way;
            },
        });
        await using var way = link!;
        await using var heartbeats = new Heartbeats(system.DatabaseConnectionString);
        var gate = new TaskCompletionSource();
        var limited = system.Destination.AddHook(Answer.Ok.Once(gate.Task));
        var retried = system.Destination.AddHook(request => request.Number <= 6 ? Answer.Status(500) : Answer.Ok.Once(gate.Task));
        for (var number = 0; number < 6; number++)
        {
            await system.Calls.PublishAsync(limited.Url, $"{number}", ("Upstash-Flow-Control-Key", "two"), ("Upstash-Flow-Control-Value", "parallelism=2"));
            // The first message may take all six failures before the last one is published.
            await system.Calls.PublishAsync(retried.Url, $"{number}", ("Upstash-Retry-Delay", "100"), ("Upstash-Retries", "10"));
        }

        await Task.WhenAll(limited.WaitForAsync(2), retried.WaitForAsync(12));
        Break(way, refused);
        await heartbeats.WaitForSilenceAsync(LongerThanAnyHeartbeat);
        way.Heal();
        await heartbeats.WaitForEverybodyAsync(Processes, LongerThanAnyHeartbeat);
        gate.SetResult();

        await limited.WaitForEndedAsync(6, Recovery);
        await retried.WaitForEndedAsync(12, Recovery);
        Assert.Equal((6, 12), (limited.Requests.Count, retried.Requests.Count));
        Assert.InRange(limited.MaxConcurrent, 1, 2);
        Assert.All(system.Workers, worker => Assert.DoesNotContain("is gone", worker.Output.ToString(), StringComparison.Ordinal));
    }

    private static void Break(NetworkLink way, bool refused)
    {
        if (refused)
        {
            way.Refuse();
            way.Reset();
        }
        else
        {
            way.Stall();
        }
    }
}
