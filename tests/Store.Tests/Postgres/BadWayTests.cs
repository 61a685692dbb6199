using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Sql;
using BusQStash.Store.Tests.Harness;
using BusQStash.Testing.Networks;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Xunit;

namespace BusQStash.Store.Tests.Postgres;

/// <summary>What becomes of queues when a worker's way to the database is bad.</summary>
public sealed class BadWayTests() : StoreContract(new PostgresHarness())
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_lane_whose_lease_request_was_not_answered_is_acquired_again_at_once_by_the_same_worker()
    {
        var database = await PostgresServer.CreateDatabaseAsync(None);
        var (link, connectionString) = NetworkLink.ToDatabase(database);
        await using var way = link;
        await using var other = await StartAsync(database);
        await using var one = await StartAsync(connectionString);
        await other.GetRequiredService<IMessageLedger>().AcceptAsync([Message("msg_1", InQueue("q"))], None);
        var lanes = one.GetRequiredService<ILanes>();

        var cut = way.CutAnswerTo("COMMIT\0");
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => lanes.TakeAsync(["q"], Minute, None));
        await cut;

        Assert.Empty(await other.GetRequiredService<ILanes>().TakeAsync(["q"], Minute, None));
        var taken = Assert.Single(await lanes.TakeAsync(["q"], Minute, None));
        Assert.Empty(await lanes.TakeAsync(["q"], Minute, None));
        Assert.Single(await lanes.RenewAsync([taken.Lane], Minute, None));
    }

    [Fact]
    public async Task A_worker_with_a_slow_connection_gets_queues_only_if_all_workers_are_slow()
    {
        var me = Get<InstanceIdentity>().Number;
        await ExecuteAsync($"insert into instance (kind, started_at, heartbeat_at, slow) select kind, started_at, heartbeat_at, true from instance where number = {me}");

        Assert.Equal([me], await Get<IInstances>().ListWorkersAsync(Minute, None));
        await ExecuteAsync("update instance set slow = true");

        Assert.Equal(2, (await Get<IInstances>().ListWorkersAsync(Minute, None)).Count);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await Get<IConnectionSource>().OpenAsync(None);
        await connection.ExecuteAsync(sql);
    }

    private static async Task<ServiceProvider> StartAsync(string connectionString)
    {
        var services = PostgresHarness.ServicesOf(connectionString).BuildServiceProvider();
        foreach (var service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(None);
        }

        return services;
    }
}
