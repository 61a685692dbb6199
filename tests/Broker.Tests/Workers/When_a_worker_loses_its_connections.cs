using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Networks;
using BusQStash.Testing.Programs;
using Npgsql;
using Xunit;

namespace BusQStash.Broker.Tests.Workers;

/// <summary>A worker whose connections are all closed looks like a killed one to the others, but its attempts go on until it notices.</summary>
public sealed class When_a_worker_loses_its_connections(TestBed bed)
{
    private const int Queues = 12;
    private const int Messages = 8;

    // Longer than a lease: every queue of the worker has an attempt in flight for so long.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task Its_queues_go_to_others_without_an_overlap_when_it_reaches_neither_server()
    {
        await using var run = await Run.StartAsync(bed);

        run.ToDatabase.Refuse();
        run.ToBroker.Refuse();
        run.ToDatabase.Reset();
        run.ToBroker.Reset();
        await Eventually.TrueAsync(run.IsGivenUpAsync, "the worker to be treated as dead", TimeSpan.FromSeconds(10));
        await Task.Delay(Outage, TestContext.Current.CancellationToken);
        run.Heal();

        foreach (var queue in await run.EndAsync())
        {
            queue.Log.AssertInOrder().AssertConcurrencyAtMost(1).AssertComplete(Messages);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_keeps_its_queues_and_repeats_nothing_while_it_reaches_one_server(bool database)
    {
        await using var run = await Run.StartAsync(bed);

        var link = database ? run.ToBroker : run.ToDatabase;
        link.Refuse();
        link.Reset();

        // Shorter than the lease, and longer than a process may be gone from both.
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        Assert.False(await run.IsGivenUpAsync());
        run.Heal();

        foreach (var queue in await run.EndAsync())
        {
            queue.Log.AssertInOrder().AssertConcurrencyAtMost(1).AssertComplete(Messages).AssertNoRepeats();
        }
    }

    private sealed class Run : IAsyncDisposable
    {
        private readonly Deployment _system;
        private readonly NpgsqlDataSource _ledger;
        private readonly TestQueue[] _queues;

        private Run(Deployment system, NetworkLink toDatabase, NetworkLink toBroker)
        {
            _system = system;
            _ledger = NpgsqlDataSource.Create(system.DatabaseConnectionString);
            (ToDatabase, ToBroker) = (toDatabase, toBroker);
            _queues = [.. Enumerable.Range(0, Queues).Select(_ => system.NewQueue(request => request.Number is 2 or 3 ? Answer.Ok.After(Long) : Answer.Ok))];
        }

        public NetworkLink ToDatabase { get; }

        public NetworkLink ToBroker { get; }

        public static async Task<Run> StartAsync(TestBed bed)
        {
            var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 1 });
            var (toDatabase, database) = NetworkLink.ToDatabase(system.DatabaseConnectionString);
            var (toBroker, amqp) = NetworkLink.ToBroker(system.VirtualHost!.Url);
            await system.AddWorkerAsync(new Dictionary<string, string> { [SettingNames.Postgres] = database, [SettingNames.RabbitMq] = amqp });
            var run = new Run(system, toDatabase, toBroker);
            await WatchedWorkers.WaitAsync(system.DatabaseConnectionString, 2);
            await Task.WhenAll(run._queues.Select(queue => queue.EnqueueManyAsync(Messages)));
            await Eventually.TrueAsync(() => run._queues.All(queue => queue.Hook.Requests.Count >= 2), "every queue to have an attempt in flight");
            await Eventually.TrueAsync(async () => await run.CountAsync("select count(*) from busqstash.lane where holder = (select max(number) from busqstash.instance)") > 0, "the worker to have queues");
            return run;
        }

        /// <summary>A heartbeat became older than it can be so soon after the outage began, or the row was deleted.</summary>
        public async Task<bool> IsGivenUpAsync() => await CountAsync("select count(*) from busqstash.instance where heartbeat_at > (extract(epoch from clock_timestamp()) * 1000)::bigint - 7000") < 3;

        public void Heal()
        {
            ToDatabase.Heal();
            ToBroker.Heal();
        }

        public async Task<TestQueue[]> EndAsync()
        {
            await Task.WhenAll(_queues.Select(queue => queue.WaitUntilDoneAsync(TimeSpan.FromSeconds(60))));
            return _queues;
        }

        public async ValueTask DisposeAsync()
        {
            await _ledger.DisposeAsync();
            await _system.DisposeAsync();
            await ToDatabase.DisposeAsync();
            await ToBroker.DisposeAsync();
        }

        private async Task<long> CountAsync(string sql)
        {
            await using var command = _ledger.CreateCommand(sql);
            return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        }
    }
}
