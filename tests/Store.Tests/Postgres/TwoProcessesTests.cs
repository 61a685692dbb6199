using BusQStash.Contracts.Messages;
using BusQStash.Store.Delays;
using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Sql;
using BusQStash.Store.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace BusQStash.Store.Tests.Postgres;

/// <summary>What must hold between processes that share a ledger.</summary>
public sealed class TwoProcessesTests : StoreContract
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly PostgresHarness _harness;

    public TwoProcessesTests()
        : this(new PostgresHarness())
    {
    }

    private TwoProcessesTests(PostgresHarness harness)
        : base(harness) => _harness = harness;

    [Fact]
    public async Task Accept_one_of_many_messages_with_the_same_key()
    {
        var ledgers = await LedgersAsync();

        for (var round = 0; round < 10; round++)
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ledgers[i % 2].AcceptAsync([Keyed($"msg_{round}_{i}", $"key_{round}")], None)));

            var accepted = Assert.Single(outcomes, outcome => !outcome[0].Deduplicated);
            Assert.All(outcomes, outcome => Assert.Equal(accepted[0].MessageId, outcome[0].MessageId));
        }
    }

    [Fact]
    public async Task Accept_one_of_many_messages_with_the_same_derived_id()
    {
        var ledgers = await LedgersAsync();

        for (var round = 0; round < 10; round++)
        {
            var message = Message($"msg_{round}", InQueue($"q{round % 2}")) with { IdIsDerived = true };
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ledgers[i % 2].AcceptAsync([message], None)));

            Assert.Single(outcomes, outcome => !outcome[0].Deduplicated);
        }
    }

    [Fact]
    public async Task One_that_stands_still_in_a_transaction_does_not_hold_up_the_other_for_long()
    {
        var ledgers = await LedgersAsync();
        await AcceptAsync(Message("msg_1"), Message("msg_2"));
        var goOn = new TaskCompletionSource();
        var tries = 0;
        var frozen = _harness.Services.GetRequiredService<LedgerTransactions>().RunAsync(
            async (transaction, token) =>
            {
                await transaction.Connection.ExecuteAsync("update message set labels = ',frozen,' where id = 'msg_1'", [], token);
                if (++tries == 1)
                {
                    await goOn.Task;
                }

                return await transaction.Connection.ExecuteAsync("update message set labels = ',thawed,' where id = 'msg_2'", [], token);
            },
            None);

        // One group: without a limit both would wait for as long as the other process stands still.
        var settled = Task.WhenAll(
            ledgers[1].SettleAsync(Attempt("msg_1", MessageState.Delivered), None), ledgers[1].SettleAsync(Attempt("msg_2", MessageState.Delivered), None));
        var outcomes = await settled.WaitAsync(TimeSpan.FromSeconds(30), None);
        Assert.All(outcomes, outcome => Assert.Equal(SettleStatus.Settled, outcome.Status));

        // What it had done was undone; it is done once more.
        goOn.SetResult();
        Assert.Equal(1, await frozen);
        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task Many_keys_in_any_order_are_no_deadlock()
    {
        var ledgers = await LedgersAsync();
        string[] keys = [.. Enumerable.Range(0, 30).Select(i => $"key_{i}")];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => ledgers[i % 2].AcceptAsync(
            [.. (i % 3 == 0 ? keys : keys.Reverse()).Select(key => Keyed($"msg_{i}_{key}", key))], None)));

        Assert.Equal(keys.Length, outcomes.Sum(call => call.Count(outcome => !outcome.Deduplicated)));
    }

    [Fact]
    public async Task Share_the_places_of_queues_without_gap_or_repeat()
    {
        var ledgers = await LedgersAsync();

        var calls = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => ledgers[i % 2].AcceptAsync(
            [Message($"msg_a{i}", InQueue(i % 4 < 2 ? "a" : "b")), Message($"msg_b{i}", InQueue(i % 4 < 2 ? "b" : "a"))], None)));

        foreach (var name in new[] { "a", "b" })
        {
            var open = await Get<ILanes>().ReadOpenAsync(name, 0, 1000, None);
            Assert.Equal(Enumerable.Range(0, 100).Select(i => open[0].Seq + i), open.Select(message => message.Seq));
        }

        Assert.All(calls, call => Assert.All(call, outcome => Assert.False(outcome.Deduplicated)));
    }

    [Fact]
    public async Task Never_claim_the_same_due_row()
    {
        var other = await _harness.StartAnotherAsync(None);
        var spec = new MessageSpec { Url = "https://example.com", NotBefore = Noon.AddSeconds(1).ToUnixTimeMilliseconds() };
        await AcceptAsync([.. Enumerable.Range(0, 500).Select(i => Message($"msg_{i}", spec))]);

        var claims = await Task.WhenAll(DrainAsync(Get<IDueItems>()), DrainAsync(other.GetRequiredService<IDueItems>()));

        Assert.Equal(500, claims.SelectMany(tokens => tokens).Distinct().Count());
        Assert.Equal(500, claims.Sum(tokens => tokens.Count));
    }

    [Fact]
    public async Task Take_every_lane_once_and_write_only_their_own()
    {
        var other = await _harness.StartAnotherAsync(None);
        var names = Enumerable.Range(0, 10).Select(i => $"q{i}").ToArray();
        await AcceptAsync([.. names.Select(name => Message($"msg_{name}", InQueue(name)))]);

        var taken = await Task.WhenAll(
            Get<ILanes>().TakeAsync(names, Minute, None), other.GetRequiredService<ILanes>().TakeAsync(names, Minute, None));

        Assert.Equal(names, taken.SelectMany(lanes => lanes).Select(lane => lane.Lane.QueueName).Order());
    }

    [Fact]
    public async Task Claim_an_attempt_once()
    {
        var ledgers = await LedgersAsync();
        await AcceptAsync([.. Enumerable.Range(0, 50).Select(i => Message($"msg_{i}"))]);

        var granted = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => ledgers[i % 2].ClaimAsync($"msg_{(i * 7) % 50}", 0, None)));

        Assert.Equal(50, granted.Count(claim => claim));
    }

    [Fact]
    public async Task Settle_each_others_callbacks_without_standing_in_each_others_way()
    {
        var ledgers = await LedgersAsync();
        var names = Enumerable.Range(0, 30).Select(i => $"q{i:D2}").ToArray();
        await AcceptAsync([.. names.Select(name => Message($"msg_{name}", InQueue(name)))]);
        var lanes = (await Get<ILanes>().TakeAsync(names, Minute, None)).Select(lane => lane.Lane).OrderBy(lane => lane.QueueName).ToArray();
        foreach (var lane in lanes)
        {
            await SettleAsync(Attempt($"msg_{lane.QueueName}", MessageState.Retrying, lane: lane) with { Callbacks = [Message($"cb_{lane.QueueName}") with { IdIsDerived = true }] });
        }

        var outcomes = await Task.WhenAll(lanes.Index().SelectMany(IEnumerable<Task<SettleOutcome>> (lane) =>
        [
            ledgers[lane.Index % 2].SettleAsync(Attempt($"msg_{lane.Item.QueueName}", MessageState.Delivered, attempt: 1, lane: lane.Item), None),
            ledgers[(lane.Index + 1) % 2].SettleAsync(Attempt($"cb_{lane.Item.QueueName}", MessageState.Delivered), None),
        ]));

        Assert.All(outcomes, outcome => Assert.Equal(SettleStatus.Settled, outcome.Status));
        Assert.Equal(30, outcomes.Count(outcome => outcome.LaneDone || outcome.Freed is not null));
        Assert.Empty(await Get<ILanes>().FindUnattendedAsync(TimeSpan.FromDays(1), 100, None));
    }

    [Fact]
    public async Task Know_of_each_other_and_of_who_is_gone()
    {
        var other = await _harness.StartAnotherAsync(None);
        var its = other.GetRequiredService<InstanceIdentity>().Number;
        var mine = Get<InstanceIdentity>().Number;
        await other.GetRequiredService<IMessageLedger>().AcceptAsync([Message("msg_1"), Message("msg_2")], None);
        await other.GetRequiredService<IInstances>().BeatAsync(InstanceKind.Api, 1, None);

        await Get<IInstances>().BeatAsync(InstanceKind.Worker, 0, None);
        Assert.Equal([mine], await Get<IInstances>().ListWorkersAsync(Minute, None));
        await EventuallyAsync("the other is dead", async () => (await Get<IInstances>().ListDeadAsync(TimeSpan.FromMilliseconds(20), None)).Count == 1);
        Assert.Equal([new DeadInstance(its, 1)], await Get<IInstances>().ListDeadAsync(TimeSpan.FromMilliseconds(20), None));
        var unconfirmed = Assert.Single(await Get<IUnconfirmedMessages>().ReadUnconfirmedAsync(its, 1, long.MaxValue, 10, None));
        Assert.Equal((2L, "msg_2"), (unconfirmed.OriginNumber, unconfirmed.Message.Id));
    }

    [Fact]
    public async Task Release_the_lanes_of_one_that_closed_its_connections_but_of_no_other()
    {
        var other = await _harness.StartAnotherAsync(None);
        var its = other.GetRequiredService<InstanceIdentity>().Number;
        var instances = Get<IInstances>();
        await AcceptAsync([Message("msg_1", InQueue("its")), Message("msg_2", InQueue("mine"))]);
        var held = Assert.Single(await other.GetRequiredService<ILanes>().TakeAsync(["its"], Minute, None)).Lane;
        var mine = Assert.Single(await Get<ILanes>().TakeAsync(["mine"], Minute, None)).Lane;
        other.GetRequiredService<InstanceIdentity>().BeginWatch();
        await other.GetRequiredService<IInstances>().BeatAsync(InstanceKind.Worker, 0, None);
        await instances.BeatAsync(InstanceKind.Worker, 0, None);
        Assert.Empty(await instances.ListDisconnectedAsync(Minute, None));
        Assert.Null(await instances.GiveUpAsync(its, Minute, None));

        await EndSessionAsync(its);
        await EventuallyAsync("the session has ended", async () => (await instances.ListDisconnectedAsync(Minute, None)).SequenceEqual([its]));
        Assert.Equal(1, await instances.GiveUpAsync(its, Minute, None));
        Assert.Null(await instances.GiveUpAsync(its, Minute, None));

        Assert.Empty(await instances.ListDisconnectedAsync(Minute, None));
        Assert.Equal([Get<InstanceIdentity>().Number], await instances.ListWorkersAsync(Minute, None));
        Assert.Equal([its], (await instances.ListDeadAsync(Minute, None)).Select(dead => dead.Number));
        Assert.Empty(await other.GetRequiredService<ILanes>().RenewAsync([held], Minute, None));
        Assert.Single(await Get<ILanes>().RenewAsync([mine], Minute, None));
        Assert.Single(await Get<ILanes>().TakeAsync(["its"], Minute, None));
    }

    [Fact]
    public async Task Are_not_given_up_once_they_are_connected_again()
    {
        var other = await _harness.StartAnotherAsync(None);
        var its = other.GetRequiredService<InstanceIdentity>().Number;
        var instances = Get<IInstances>();
        other.GetRequiredService<InstanceIdentity>().BeginWatch();
        await other.GetRequiredService<IInstances>().BeatAsync(InstanceKind.Worker, 0, None);
        await EndSessionAsync(its);
        await EventuallyAsync("the session has ended", async () => (await instances.ListDisconnectedAsync(Minute, None)).Count == 1);

        // The first may still find the old connection.
        await EventuallyAsync("it beats again", async () =>
        {
            try
            {
                await other.GetRequiredService<IInstances>().BeatAsync(InstanceKind.Worker, 0, None);
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        });

        Assert.Empty(await instances.ListDisconnectedAsync(Minute, None));
        Assert.Null(await instances.GiveUpAsync(its, Minute, None));
        Assert.Contains(its, await instances.ListWorkersAsync(Minute, None));
    }

    [Fact]
    public async Task Hold_a_role_in_turn()
    {
        var other = (await _harness.StartAnotherAsync(None)).GetRequiredService<IExclusiveRoles>();

        Assert.True(await Get<IExclusiveRoles>().TryHoldAsync("role", Minute, None));
        Assert.False(await other.TryHoldAsync("role", Minute, None));
        Assert.True(await Get<IExclusiveRoles>().TryHoldAsync("role", TimeSpan.FromMilliseconds(1), None));
        await EventuallyAsync("the role is free", () => other.TryHoldAsync("role", Minute, None));
        Assert.False(await Get<IExclusiveRoles>().TryHoldAsync("role", Minute, None));
    }

    [Fact]
    public async Task A_queue_deleted_and_filled_at_once_loses_nothing_that_was_accepted_after_it()
    {
        var ledgers = await LedgersAsync();
        var accepted = Task.WhenAll(Enumerable.Range(0, 60).Select(i => ledgers[i % 2].AcceptAsync([Message($"msg_{i}", InQueue("q"))], None)));
        for (var i = 0; i < 5; i++)
        {
            await Get<IQueues>().DeleteAsync("q", Noon, None);
        }

        await accepted;

        var open = await Get<ILanes>().ReadOpenAsync("q", 0, 100, None);
        var all = await Get<IMessages>().FindManyAsync([.. Enumerable.Range(0, 60).Select(i => $"msg_{i}")], None);
        Assert.Equal(60, all.Count);
        Assert.Equal(all.Where(message => message.State != MessageState.Canceled).Select(message => message.Id).Order(), open.Select(message => message.MessageId).Order());
        Assert.Equal(open.Count, open.Select(message => message.Seq).Distinct().Count());
    }

    private async Task<IMessageLedger[]> LedgersAsync() =>
        [Ledger, (await _harness.StartAnotherAsync(None)).GetRequiredService<IMessageLedger>()];

    private static async Task<List<string>> DrainAsync(IDueItems due)
    {
        var tokens = new List<string>();
        while (await due.ClaimAsync(Noon.AddSeconds(1), 20, Minute, None) is { Count: > 0 } items)
        {
            tokens.AddRange(items.Select(item => item.Token));
        }

        return tokens;
    }

    private static NewMessage Keyed(string id, string key) =>
        Message(id) with { DeduplicationKey = key, DeduplicationWindow = TimeSpan.FromMinutes(10) };

    private async Task EndSessionAsync(int number)
    {
        await using var connection = await Get<IConnectionSource>().OpenAsync(None);
        await connection.ExecuteAsync($"select pg_terminate_backend(session) from instance where number = {number}");
    }
}
