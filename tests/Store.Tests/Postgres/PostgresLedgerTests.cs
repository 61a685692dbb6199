using BusQStash.Contracts.Messages;
using BusQStash.Store.Inspection;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Sql;
using BusQStash.Store.Startup;
using BusQStash.Store.Tests.Harness;
using Dapper;
using Npgsql;
using Xunit;

namespace BusQStash.Store.Tests.Postgres;

/// <summary>What is peculiar to the ledger in PostgreSQL.</summary>
public sealed class PostgresLedgerTests() : StoreContract(new PostgresHarness())
{
    [Fact]
    public async Task A_text_PostgreSQL_cannot_keep_fails_alone_and_its_numbers_are_given_up()
    {
        var bad = Message("msg_bad", new MessageSpec { Url = "https://example.com", TopicName = "a\0b" });

        var calls = Enumerable.Range(0, 50)
            .Select(i => i % 10 == 5 ? Ledger.AcceptAsync([Message($"msg_with_bad_{i}"), bad], None) : Ledger.AcceptAsync([Message($"msg_{i}")], None))
            .ToArray();
        await Task.WhenAll(calls).ContinueWith(_ => { }, None, TaskContinuationOptions.None, TaskScheduler.Default);

        Assert.All(calls.Index(), call => Assert.Equal(call.Index % 10 == 5, call.Item.IsFaulted));
        Assert.Null(await Get<IMessages>().FindAsync("msg_with_bad_5", None));
        var given = calls.Where(call => call.IsCompletedSuccessfully).Select(call => call.Result[0].OriginNumber).ToList();
        var abandoned = Get<RecordedOriginNumbers>().Abandoned;
        long[] all = [.. given, .. abandoned];
        Assert.Equal(Enumerable.Range(1, all.Length).Select(number => (long)number), all.Order());
    }

    [Fact]
    public async Task Numbers_of_callbacks_and_of_accepted_messages_leave_no_gap_between_them()
    {
        await AcceptAsync([.. Enumerable.Range(0, 50).Select(i => Message($"msg_{i}"))]);
        var settled = Enumerable.Range(0, 50).Select(i => Ledger.SettleAsync(
            Attempt($"msg_{i}", MessageState.Delivered) with { Callbacks = [Message($"cb_{i}") with { IdIsDerived = true }] }, None)).ToArray();
        var accepted = Enumerable.Range(50, 50).Select(i => Ledger.AcceptAsync([Message($"msg_{i}")], None)).ToArray();

        long[] numbers =
        [
            .. (await Task.WhenAll(settled)).Select(outcome => outcome.Callbacks[0].OriginNumber),
            .. (await Task.WhenAll(accepted)).Select(call => call[0].OriginNumber),
            .. Get<RecordedOriginNumbers>().Abandoned,
        ];

        Assert.Equal(Enumerable.Range(51, 100).Select(number => (long)number), numbers.Order());
    }

    [Fact]
    public async Task Repeating_calls_through_broken_connections_loses_and_doubles_nothing()
    {
        const int count = 300;
        using var enough = new CancellationTokenSource();
        var breaking = BreakConnectionsAsync(enough.Token);

        var calls = await Task.WhenAll(Enumerable.Range(0, count).Select(async i =>
        {
            await RepeatAsync(() => AcceptAsync(Message($"msg_{i}", InQueue($"q{i % 3}"))));
            return await RepeatAsync(() => AcceptAsync(Message($"free_{i}")));
        }));
        await enough.CancelAsync();
        Assert.True(await breaking > 0);

        for (var i = 0; i < 3; i++)
        {
            // A broken connection may still be in the pool.
            var open = await RepeatAsync(() => Get<ILanes>().ReadOpenAsync($"q{i}", 0, count, None));
            Assert.Equal(Enumerable.Range(0, count / 3).Select(place => open[0].Seq + place), open.Select(message => message.Seq));
        }

        // A call whose answer was lost is answered as a duplicate when it is repeated; its number was given up.
        long[] numbers =
        [
            .. calls.Where(call => !call[0].Deduplicated).Select(call => call[0].OriginNumber), .. Get<RecordedOriginNumbers>().Abandoned,
        ];
        Assert.Equal(Enumerable.Range(1, numbers.Length).Select(number => (long)number), numbers.Order());
        string[] ids = [.. Enumerable.Range(0, count).Select(i => $"free_{i}")];
        Assert.Equal(count, (await RepeatAsync(() => Get<IMessages>().FindManyAsync(ids, None))).Count);
    }

    [Fact]
    public async Task Several_processes_may_prepare_an_empty_database_at_once()
    {
        await using var harness = new PostgresHarness();
        await harness.StartManyAsync(5, None);
    }

    [Fact]
    public async Task Preparing_again_changes_nothing()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")));

        await Get<IStoreSetup>().PrepareAsync(None);

        Assert.Single(await Get<ILanes>().ReadOpenAsync("q", 0, 10, None));
    }

    [Fact]
    public async Task A_ledger_of_a_newer_program_is_left_alone()
    {
        await using (var connection = await Get<IConnectionSource>().OpenAsync(None))
        {
            await connection.ExecuteAsync("insert into schema_version (version) values (999); delete from schema_version where version = 18");
        }

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Get<IStoreSetup>().PrepareAsync(None));

        Assert.Contains("schema version 999", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("another database", refusal.Message, StringComparison.Ordinal);
        await using var after = await Get<IConnectionSource>().OpenAsync(None);
        Assert.Equal(0, await after.ExecuteScalarAsync<int>("select count(*) from schema_version where version = 18"));
    }

    [Fact]
    public async Task A_ledger_from_before_the_first_release_is_refused_and_left_alone()
    {
        await using (var connection = await Get<IConnectionSource>().OpenAsync(None))
        {
            await connection.ExecuteAsync("delete from schema_version; insert into schema_version (version) values (1), (14); drop table api_token");
        }

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Get<IStoreSetup>().PrepareAsync(None));

        Assert.Equal(
            "The PostgreSQL ledger has schema version 14, which was never released; this program upgrades ledgers from version 18 on. Give it another database.", refusal.Message);
        await using var after = await Get<IConnectionSource>().OpenAsync(None);
        Assert.Equal([1, 14], await after.QueryAsync<int>("select version from schema_version order by version"));
        Assert.False(await after.ExecuteScalarAsync<bool>("select to_regclass('api_token') is not null"));
        var found = await Get<ILedgerInspection>().LookAsync(None);
        Assert.Equal((14, 18), (found.Schema, found.BaselineSchema));
    }

    [Fact]
    public async Task Canceled_waiting_leaves_the_ledger_usable()
    {
        using var impatient = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 50).Select(i => Ledger.AcceptAsync([Message($"msg_{i}")], impatient.Token)).ToArray();
        await impatient.CancelAsync();
        await Task.WhenAll(calls).ContinueWith(_ => { }, None, TaskContinuationOptions.None, TaskScheduler.Default);

        Assert.Single(await AcceptAsync(Message("msg_last")));
    }

    [Fact]
    public async Task A_group_of_large_bodies_is_split()
    {
        var body = new byte[3 * 1024 * 1024];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Ledger.AcceptAsync([Message($"msg_{i}") with { Body = body }], None)));

        Assert.Equal(body.Length, (await Get<IMessages>().FindAsync("msg_7", None))!.Body.Length);
    }

    private static async Task<T> RepeatAsync<T>(Func<Task<T>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (NpgsqlException)
            {
                await Task.Delay(5, None);
            }
        }
    }

    /// <summary>Breaks every other connection to the database again and again; returns how many it broke.</summary>
    private async Task<int> BreakConnectionsAsync(CancellationToken enough)
    {
        var broken = 0;
        await using var connection = await Get<IConnectionSource>().OpenAsync(None);
        while (!enough.IsCancellationRequested)
        {
            broken += await connection.ExecuteScalarAsync<int>(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
            await Task.Delay(20, None);
        }

        return broken;
    }
}
