using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Networks;
using BusQStash.Testing.Programs;
using Npgsql;
using Xunit;

namespace BusQStash.Broker.Tests.Workers;

/// <summary>A worker whose connections are all closed looks like a killed one to the others, but its attempts go on until it notices.</summary>
public sealed class When_a_worker_loses_its_connections(When_a_worker_loses_its_connections.Setup setup) : IClassFixture<When_a_worker_loses_its_connections.Setup>
{
    private const int Queues = 12;
    private const int Messages = 8;

    // Longer than a process may be gone from both servers: every queue of the worker has an attempt in flight for so long.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task Its_queues_go_to_others_without_an_overlap_when_it_reaches_neither_server()
    {
        var queues = await setup.BeginAsync();

        setup.ToDatabase.Refuse();
        setup.ToBroker.Refuse();
        setup.ToDatabase.Reset();
        setup.ToBroker.Reset();
        await Eventually.TrueAsync(setup.IsGivenUpAsync, "the worker to be treated as dead", TimeSpan.FromSeconds(10));
        await Task.Delay(Outage, TestContext.Current.CancellationToken);
        setup.Heal();

        foreach (var queue in await EndAsync(queues))
        {
            queue.Log.AssertInOrder().AssertConcurrencyAtMost(1).AssertComplete(Messages);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_keeps_its_queues_and_repeats_nothing_while_it_reaches_one_server(bool database)
    {
        var queues = await setup.BeginAsync();

        var link = database ? setup.ToBroker : setup.ToDatabase;
        link.Refuse();
        link.Reset();

        // Shorter than the lease, and longer than a process may be gone from both.
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        Assert.False(await setup.IsGivenUpAsync());
        setup.Heal();

        foreach (var queue in await EndAsync(queues))
        {
            queue.Log.AssertInOrder().AssertConcurrencyAtMost(1).AssertComplete(Messages).AssertNoRepeats();
        }
    }

    private static async Task<TestQueue[]> EndAsync(TestQueue[] queues)
    {
        await Task.WhenAll(queues.Select(queue => queue.WaitUntilDoneAsync(TimeSpan.FromSeconds(60))));
        return queues;
    }

    public sealed class Setup(TestBed bed) : IAsyncLifetime
    {
        private Deployment? _system;
        private NpgsqlDataSource? _ledger;

        public NetworkLink ToDatabase { get; private set; } = null!;

        public NetworkLink ToBroker { get; private set; } = null!;

        private Deployment System => _system!;

        public async ValueTask InitializeAsync()
        {
            _system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 1 });
            _ledger = NpgsqlDataSource.Create(System.DatabaseConnectionString);
            (ToDatabase, var database) = NetworkLink.ToDatabase(System.DatabaseConnectionString);
            (ToBroker, var amqp) = NetworkLink.ToBroker(System.VirtualHost!.Url);
            await System.AddWorkerAsync(new Dictionary<string, string> { [SettingNames.Postgres] = database, [SettingNames.RabbitMq] = amqp });
        }

        /// <summary>Queues with an attempt in flight that lasts; some are the worker's.</summary>
        public async Task<TestQueue[]> BeginAsync()
        {
            await WatchedWorkers.WaitAsync(System.DatabaseConnectionString, 2);
            TestQueue[] queues = [.. Enumerable.Range(0, Queues).Select(_ => System.NewQueue(request => request.Number is 2 or 3 ? Answer.Ok.After(Long) : Answer.Ok))];
            await Task.WhenAll(queues.Select(queue => queue.EnqueueManyAsync(Messages)));
            await Eventually.TrueAsync(() => queues.All(queue => queue.Hook.Requests.Count >= 2), "every queue to have an attempt in flight");
            await Eventually.TrueAsync(
                async () => await CountAsync("select count(*) from busqstash.lane where lease_until > 0 and holder = (select max(number) from busqstash.instance)") > 0,
                "the worker to have queues");
            return queues;
        }

        /// <summary>A heartbeat became older than it can be so soon after the outage began, or the row was deleted.</summary>
        public async Task<bool> IsGivenUpAsync() =>
            await CountAsync("select count(*) from busqstash.instance where heartbeat_at > (extract(epoch from clock_timestamp()) * 1000)::bigint - 7000") < 3;

        public void Heal()
        {
            ToDatabase.Heal();
            ToBroker.Heal();
        }

        public async ValueTask DisposeAsync()
        {
            await _ledger!.DisposeAsync();
            await System.DisposeAsync();
            await ToDatabase.DisposeAsync();
            await ToBroker.DisposeAsync();
        }

        private async Task<long> CountAsync(string sql)
        {
            await using var command = _ledger!.CreateCommand(sql);
            return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        }
    }
}
