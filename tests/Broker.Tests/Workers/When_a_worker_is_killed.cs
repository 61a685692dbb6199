using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Npgsql;
using Xunit;

namespace BusQStash.Broker.Tests.Workers;

public sealed partial class When_a_worker_is_killed(When_a_worker_is_killed.Setup setup, ITestOutputHelper output) : IClassFixture<When_a_worker_is_killed.Setup>
{
    private const int Queues = 24;
    private const int Messages = 12;
    private const int Unordered = 60;

    /// <summary>Less than a lease, and more than closed connections take to be noticed, on a busy machine too.</summary>
    private static readonly TimeSpan GoesOnWithin = TimeSpan.FromSeconds(5);

    /// <summary>An attempt whose answer was out so shortly before the kill may not have been written down yet.</summary>
    private static readonly TimeSpan Unwritten = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Others_go_on_with_its_queues_in_order_and_repeat_only_what_was_in_flight()
    {
        var system = setup.Deployment;
        await WatchedWorkers.WaitAsync(system.DatabaseConnectionString, system.Workers.Count(worker => worker.IsRunning));
        var queues = Enumerable.Range(0, Queues).Select(_ => system.NewQueue(Answer.Ok.After(TimeSpan.FromSeconds(1)))).ToArray();
        var enqueued = Task.WhenAll(queues.Select(queue => queue.EnqueueManyAsync(Messages)));
        await Eventually.TrueAsync(() => queues.All(queue => queue.Hook.Requests.Count >= 3), "every queue to be at work");
        var number = int.Parse(ProcessNumber().Match(system.Workers[0].Output.ToString()).Groups[1].Value, CultureInfo.InvariantCulture);
        await Eventually.TrueAsync(async () => await CountLanesAsync(system.DatabaseConnectionString, number) > 1, "the worker to have queues");

        await system.Workers[0].KillAsync();
        var killed = Stopwatch.GetTimestamp();
        var leases = await ReadLeasesAsync(system.DatabaseConnectionString);
        await enqueued;
        await Task.WhenAll(queues.Select(queue => queue.WaitUntilDoneAsync(TimeSpan.FromSeconds(60))));

        var orphans = queues.Where(queue => CutOff(queue).Length > 0).ToArray();
        Assert.NotEmpty(orphans);
        output.WriteLine("seconds until the worker's queues went on, and what was left of their leases just after the kill: "
            + string.Join(", ", orphans.Select(queue => $"{GoesOnAfter(queue, killed).TotalSeconds:0.00} ({leases.GetValueOrDefault(queue.Name).TotalSeconds:0.00})")));
        Assert.All(orphans, queue => Assert.InRange(GoesOnAfter(queue, killed), TimeSpan.Zero, GoesOnWithin));
        foreach (var queue in queues)
        {
            queue.Log.AssertInOrder().AssertConcurrencyAtMost(1).AssertComplete(Messages);
            Assert.All(queue.Log.Repeats, repeat => Assert.True(WasInFlight(queue, repeat, killed), $"{repeat.Text} of {queue.Log}"));
        }
    }

    [Fact]
    public async Task Others_deliver_the_unordered_messages_it_had_and_repeat_only_what_was_in_flight()
    {
        var system = setup.Deployment;
        var gate = new TaskCompletionSource();
        var hook = system.Destination.AddHook(Answer.Ok.Once(gate.Task));
        var published = await Task.WhenAll(Enumerable.Range(0, Unordered).Select(_ => system.Calls.PublishAsync(hook.Url, "1")));
        await hook.WaitForAsync(Unordered);

        await system.Workers[1].KillAsync();
        var killed = Stopwatch.GetTimestamp();
        gate.SetResult();
        await Eventually.TrueAsync(() => hook.Requests.Count(request => request.AnsweredTicks is not null) >= Unordered, "all answers");
        await Eventually.TrueAsync(
            async () => !(await Task.WhenAll(published.Select(system.Calls.IsOpenAsync))).Contains(true), "all messages to be final");

        var log = AttemptLog.Of(hook);
        Assert.Equal(published.Order(), log.Attempts.Select(Id).Distinct().Order());
        Assert.NotEmpty(log.Repeats);
        Assert.All(log.Repeats, repeat => Assert.True(InFlight(log.Attempts.First(first => Id(first) == Id(repeat)), killed), log.ToString()));
    }

    private static async Task<Dictionary<string, TimeSpan>> ReadLeasesAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("select name, lease_until - (extract(epoch from clock_timestamp()) * 1000)::bigint from busqstash.lane");
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var leases = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            leases[reader.GetString(0)] = TimeSpan.FromMilliseconds(reader.GetInt64(1));
        }

        return leases;
    }

    [GeneratedRegex(@"this process is number (\d+)")]
    private static partial Regex ProcessNumber();

    private static async Task<long> CountLanesAsync(string database, int holder)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand($"select count(*) from busqstash.lane where lease_until > 0 and holder = {holder}");
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static string Id(ReceivedRequest request) => request.Header("Upstash-Message-Id")!;

    private static bool InFlight(ReceivedRequest request, long killed) =>
        request.StartedTicks < killed && AttemptLog.Between(AttemptLog.End(request), killed) < Unwritten;

    private static ReceivedRequest[] CutOff(TestQueue queue) => [.. queue.Log.Attempts.Where(request => request.AnsweredTicks is null)];

    private static TimeSpan GoesOnAfter(TestQueue queue, long killed) =>
        AttemptLog.Between(killed, queue.Log.Attempts.First(request => request.StartedTicks > killed).StartedTicks);

    private static bool WasInFlight(TestQueue queue, ReceivedRequest repeat, long killed) =>
        InFlight(queue.Log.Only(AttemptLog.NumberOf(repeat)).Attempts[0], killed);

    public sealed class Setup(TestBed bed) : DeploymentFixture(bed, new DeploymentPlan { Workers = 3 });
}
