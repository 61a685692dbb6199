using BusQStash.Store.Queues;
using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Queues;
using Npgsql;
using Xunit;

namespace BusQStash.Store.Tests.Postgres;

public sealed class LanesOnPostgres() : LanesContract(new PostgresHarness())
{
    [Fact]
    public async Task A_standby_that_lacks_the_last_commits_gives_out_no_epoch_again()
    {
        await Get<IQueues>().UpsertAsync("q", new QueueChange(), Noon, None);
        var lost = Assert.Single(await Get<ILanes>().TakeAsync(["q"], TimeSpan.FromMinutes(1), None));

        // What the standby has: the lane is free, and its epochs have not begun.
        await using var command = Get<NpgsqlDataSource>().CreateCommand("select setval('lane_epoch', 1, false); update lane set epoch = 0, holder = 0, lease_until = 0");
        await command.ExecuteNonQueryAsync(None);
        var taken = Assert.Single(await Get<ILanes>().TakeAsync(["q"], TimeSpan.FromMinutes(1), None));

        Assert.NotEqual(lost.Lane.Epoch, taken.Lane.Epoch);
        Assert.Equal([taken.Lane], (await Get<ILanes>().RenewAsync([lost.Lane, taken.Lane], TimeSpan.FromMinutes(1), None)).Select(lane => lane.Lane));
    }
}
