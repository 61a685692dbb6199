using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Store.Retention;
using BusQStash.Store.Schedules;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Schedules;

public abstract class SchedulesContract(IStoreHarness harness) : StoreContract(harness)
{
    private const int Plenty = 1000;
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(5);

    private ISchedules Schedules => Get<ISchedules>();

    [Fact]
    public async Task Keeps_every_part_of_a_schedule()
    {
        var schedule = Schedule("full") with
        {
            QueueName = "orders",
            CallerIp = "10.1.2.3",
            Request = new ScheduledRequest([new HeaderLine("X-Byte", "caf\u00c3\u00a9\u0000")], [new HeaderLine("upstash-retries", "1")]),
            Body = new byte[] { 0, 255, 1 },
        };
        await SaveAsync(schedule);

        var found = await FindAsync("full");
        Assert.Equal(schedule with { Request = found.Request, Body = found.Body, LastMessages = found.LastMessages }, found);
        Assert.Equal(schedule.Request.Headers, found.Request.Headers);
        Assert.Equal(schedule.Request.Query, found.Request.Query);
        Assert.Equal(schedule.Body.ToArray(), found.Body.ToArray());
        Assert.Empty(found.LastMessages);
    }

    [Fact]
    public async Task Knows_what_is_there_and_what_is_not()
    {
        await SaveAsync(Schedule("b"));
        await SaveAsync(Schedule("a"));

        Assert.Equal(["a", "b"], (await Schedules.ReadListAsync(None)).Select(schedule => schedule.Id));
        Assert.Null(await Schedules.FindAsync("c", None));
        Assert.True(await Schedules.DeleteAsync("a", None));
        Assert.False(await Schedules.DeleteAsync("a", None));
        Assert.Null(await Schedules.FindAsync("a", None));
    }

    [Fact]
    public async Task Replaces_all_of_a_schedule_but_the_time_of_its_first_creation()
    {
        await SaveAsync(Schedule("same") with { QueueName = "orders", Body = new byte[] { 1 } });
        var claimed = await ClaimOneAsync(Noon);
        await AdvanceAsync(Advance(claimed) with { LastAt = Noon, LastMessages = ["msg_1"], Error = "no" });
        await Schedules.PauseAsync("same", None);

        await SaveAsync(Schedule("same") with { Generation = "2", NextAt = Noon.AddMinutes(3) }, Noon.AddHours(1));

        var found = await FindAsync("same");
        Assert.Equal(
            (Noon, "2", (string?)null, 0, false, (DateTimeOffset?)null, 0, (string?)null, Noon.AddMinutes(3)),
            (found.CreatedAt, found.Generation, found.QueueName, found.Body.Length, found.Paused, found.LastAt, found.LastMessages.Count, found.Error,
                found.NextAt));
    }

    [Fact]
    public async Task Takes_no_more_than_the_limit_but_replaces_at_it()
    {
        Assert.IsType<SaveOutcome.Saved>(await SaveAsync(Schedule("one"), max: 1));
        Assert.IsType<SaveOutcome.TooMany>(await SaveAsync(Schedule("two"), max: 1));
        Assert.IsType<SaveOutcome.Saved>(await SaveAsync(Schedule("one") with { Generation = "2" }, max: 1));
        Assert.Equal("2", (await FindAsync("one")).Generation);
        Assert.Null(await Schedules.FindAsync("two", None));
    }

    [Fact]
    public async Task Recognises_a_duplicate_inside_the_window_as_long_as_the_first_is_there()
    {
        Assert.IsType<SaveOutcome.Saved>(await SaveAsync(Schedule("first"), key: "k"));
        Assert.Equal(new SaveOutcome.Duplicate("first"), await SaveAsync(Schedule("second"), Noon.AddMinutes(9), key: "k"));
        Assert.Null(await Schedules.FindAsync("second", None));

        Assert.IsType<SaveOutcome.Saved>(await SaveAsync(Schedule("third"), Noon.AddMinutes(11), key: "k"));
        await Schedules.DeleteAsync("third", None);
        Assert.IsType<SaveOutcome.Saved>(await SaveAsync(Schedule("fourth"), Noon.AddMinutes(12), key: "k"));
    }

    [Fact]
    public async Task Claims_what_is_due_in_the_order_of_its_time()
    {
        await SaveAsync(Schedule("late") with { NextAt = Noon.AddSeconds(1) });
        await SaveAsync(Schedule("early") with { NextAt = Noon });
        await SaveAsync(Schedule("future") with { NextAt = Noon.AddSeconds(2) });
        await SaveAsync(Schedule("never") with { NextAt = null });

        Assert.Equal(Noon, await Schedules.NextAsync(Noon.AddMilliseconds(-1), None));
        Assert.Equal(Noon.AddSeconds(1), await Schedules.NextAsync(Noon, None));
        Assert.Null(await Schedules.NextAsync(Noon.AddSeconds(2), None));
        var claimed = await Schedules.ClaimAsync(Noon.AddSeconds(1), 10, Hold, None);
        Assert.Equal(["early", "late"], claimed.Select(schedule => schedule.Id));
        Assert.Equal(Noon.AddSeconds(1), claimed[1].NextAt);
    }

    [Fact]
    public async Task A_claim_hides_a_schedule_until_it_runs_out()
    {
        await SaveAsync(Schedule("held"));

        await ClaimOneAsync(Noon);
        Assert.Empty(await Schedules.ClaimAsync(Noon + Hold - TimeSpan.FromMilliseconds(1), 10, Hold, None));
        await ClaimOneAsync(Noon + Hold);
    }

    [Fact]
    public async Task A_claim_from_a_clock_that_was_ahead_holds_nothing_up()
    {
        await SaveAsync(Schedule("held"));

        await ClaimOneAsync(Noon + Hold);
        Assert.Empty(await Schedules.ClaimAsync(Noon, 10, Hold, None));
        await ClaimOneAsync(Noon.AddDays(1));
        await ClaimOneAsync(Noon);
    }

    [Fact]
    public async Task Claims_at_the_same_time_share_the_schedules()
    {
        const int schedules = 60;
        await Task.WhenAll(Enumerable.Range(0, schedules).Select(i => SaveAsync(Schedule($"s{i}"))));

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(ClaimAllAsync)));

        var ids = claims.SelectMany(claim => claim).ToList();
        Assert.Equal(schedules, ids.Count);
        Assert.Equal(schedules, ids.Distinct().Count());
    }

    [Fact]
    public async Task Advances_to_the_next_instant_and_remembers_the_last()
    {
        await SaveAsync(Schedule("s"));
        var claimed = await ClaimOneAsync(Noon);

        Assert.Equal(1, await AdvanceAsync(Advance(claimed) with { LastAt = Noon, LastMessages = ["msg_1", "msg_2"] }));

        var found = await FindAsync("s");
        Assert.Equal((Noon.AddMinutes(1), Noon, (string?)null), (found.NextAt, found.LastAt, found.Error));
        Assert.Equal(["msg_1", "msg_2"], found.LastMessages);
        await ClaimOneAsync(Noon.AddMinutes(1));
    }

    /// <summary>Whoever sees a message of an instant finds the instant in its schedule: there is no time between the two.</summary>
    [Fact]
    public async Task Accepting_a_firings_messages_moves_the_schedule_on_with_them()
    {
        await SaveAsync(Schedule("s"));
        await SaveAsync(Schedule("t"));
        var claimed = await Schedules.ClaimAsync(Noon, 10, Hold, None);

        await AcceptAsync(
            Message("msg_1"),
            Message("msg_2") with { Advance = Advance(claimed[0]) with { LastAt = Noon, LastMessages = ["msg_1", "msg_2"], Error = "one\0was refused" } },
            Message("msg_3") with { Advance = Advance(claimed[1]) with { NextAt = null, LastAt = Noon, LastMessages = ["msg_3"] } });

        var first = await FindAsync(claimed[0].Id);
        Assert.Equal((Noon.AddMinutes(1), Noon, "one\uFFFDwas refused"), (first.NextAt, first.LastAt, first.Error));
        Assert.Equal(["msg_1", "msg_2"], first.LastMessages);
        var second = await FindAsync(claimed[1].Id);
        Assert.Equal((null, Noon, (string?)null), (second.NextAt, second.LastAt, second.Error));
        Assert.Equal(claimed[0].Id, (await ClaimOneAsync(Noon.AddMinutes(1))).Id);
    }

    [Fact]
    public async Task A_firing_that_is_repeated_moves_on_only_what_still_stands_there()
    {
        await SaveAsync(Schedule("s"));
        var claimed = await ClaimOneAsync(Noon);
        var message = Message("msg_1") with { IdIsDerived = true, Advance = Advance(claimed) with { LastAt = Noon, LastMessages = ["msg_1"] } };
        await AcceptAsync(message);

        await AcceptAsync(message with { Advance = message.Advance! with { NextAt = Noon.AddYears(1) } });
        Assert.Equal(Noon.AddMinutes(1), (await FindAsync("s")).NextAt);

        // Set back by a resume: the instant's message is there, and the schedule goes on from it all the same.
        await Schedules.PauseAsync("s", None);
        await Schedules.ResumeAsync("s", "1", Noon, None);
        Assert.True(Assert.Single(await AcceptAsync(message)).Deduplicated);
        Assert.Equal(Noon.AddMinutes(1), (await FindAsync("s")).NextAt);

        await SaveAsync(Schedule("s") with { Generation = "2" });
        await AcceptAsync(message);
        Assert.Equal((Noon, (DateTimeOffset?)null), ((await FindAsync("s")).NextAt, (await FindAsync("s")).LastAt));
    }

    [Fact]
    public async Task Keeps_an_error_with_a_nul_in_it()
    {
        await SaveAsync(Schedule("s"));
        await AdvanceAsync(Advance(await ClaimOneAsync(Noon)) with { Error = "a\0b" });
        Assert.Equal("a\uFFFDb", (await FindAsync("s")).Error);
    }

    [Fact]
    public async Task A_refusal_keeps_what_was_last_and_is_forgotten_with_the_next_success()
    {
        await SaveAsync(Schedule("s"));
        await AdvanceAsync(Advance(await ClaimOneAsync(Noon)) with { LastAt = Noon, LastMessages = ["msg_1"] });
        var second = await ClaimOneAsync(Noon.AddMinutes(1));
        await AdvanceAsync(Advance(second) with { Error = "the group is gone" });

        var refused = await FindAsync("s");
        Assert.Equal(("the group is gone", Noon), (refused.Error, refused.LastAt));
        Assert.Equal(["msg_1"], refused.LastMessages);

        await AdvanceAsync(Advance(await ClaimOneAsync(Noon.AddMinutes(2))) with { LastAt = Noon.AddMinutes(2), LastMessages = ["msg_2"] });
        Assert.Null((await FindAsync("s")).Error);
    }

    [Fact]
    public async Task An_advance_changes_nothing_once_somebody_else_advanced_replaced_or_deleted_the_schedule()
    {
        await SaveAsync(Schedule("s"));
        var first = await ClaimOneAsync(Noon);
        var second = await ClaimOneAsync(Noon + Hold);
        Assert.Equal(1, await AdvanceAsync(Advance(second)));
        Assert.Equal(0, await AdvanceAsync(Advance(first) with { NextAt = Noon.AddYears(1) }));
        Assert.Equal(Noon.AddMinutes(1), (await FindAsync("s")).NextAt);

        var claimed = await ClaimOneAsync(Noon.AddMinutes(1));
        await SaveAsync(Schedule("s") with { Generation = "2", NextAt = claimed.NextAt });
        Assert.Equal(0, await AdvanceAsync(Advance(claimed)));
        Assert.Equal(claimed.NextAt, (await FindAsync("s")).NextAt);

        await Schedules.DeleteAsync("s", None);
        Assert.Equal(0, await AdvanceAsync(Advance(claimed)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(150)]
    public async Task Advances_many_at_once_each_on_its_own_account(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await SaveAsync(Schedule($"s{i}"));
        }

        var claimed = await Schedules.ClaimAsync(Noon, Plenty, Hold, None);
        await Schedules.DeleteAsync("s1", None);
        var changed = await AdvanceAsync([.. claimed.Select(schedule => Advance(schedule) with { LastAt = Noon, LastMessages = [$"msg_{schedule.Id}"] })]);

        var left = await Schedules.ReadListAsync(None);
        Assert.Equal((left.Count, Math.Max(0, count - 1)), (changed, left.Count));
        Assert.All(left, schedule => Assert.Equal((Noon.AddMinutes(1), $"msg_{schedule.Id}"), (schedule.NextAt, Assert.Single(schedule.LastMessages))));
    }

    [Fact]
    public async Task A_schedule_that_ends_is_never_due_again()
    {
        await SaveAsync(Schedule("s"));
        await AdvanceAsync(Advance(await ClaimOneAsync(Noon)) with { NextAt = null });

        Assert.Null((await FindAsync("s")).NextAt);
        Assert.Null(await Schedules.NextAsync(Noon.AddDays(-1), None));
        Assert.Empty(await Schedules.ClaimAsync(Noon.AddYears(100), 10, Hold, None));
    }

    [Fact]
    public async Task A_paused_schedule_is_not_due_until_it_is_resumed()
    {
        await SaveAsync(Schedule("s"));

        Assert.True(await Schedules.PauseAsync("s", None));
        Assert.True(await Schedules.PauseAsync("s", None));
        Assert.False(await Schedules.PauseAsync("unknown", None));
        Assert.True((await FindAsync("s")).Paused);
        Assert.Null(await Schedules.NextAsync(Noon.AddDays(-1), None));
        Assert.Empty(await Schedules.ClaimAsync(Noon.AddDays(1), 10, Hold, None));

        await Schedules.ResumeAsync("s", "another generation", Noon, None);
        Assert.True((await FindAsync("s")).Paused);
        await Schedules.ResumeAsync("s", "1", Noon.AddDays(2), None);
        Assert.Empty(await Schedules.ClaimAsync(Noon.AddDays(1), 10, Hold, None));
        await Schedules.ResumeAsync("s", "1", Noon, None);
        Assert.Equal(Noon.AddDays(2), (await FindAsync("s")).NextAt);
    }

    [Fact]
    public async Task Tells_the_states_of_messages_it_knows()
    {
        await AcceptAsync(Message("msg_1"), Message("msg_2"), Message("msg_3"));
        await SettleAsync(Attempt("msg_2", MessageState.Delivered));
        await SettleAsync(Attempt("msg_3", MessageState.Failed));

        var states = await Schedules.StatesAsync([.. Enumerable.Range(1, 700).Select(i => $"msg_{i}")], None);

        Assert.Equal(3, states.Count);
        Assert.True(states["msg_1"] < MessageState.Delivered);
        Assert.Equal((MessageState.Delivered, MessageState.Failed), (states["msg_2"], states["msg_3"]));
        Assert.Empty(await Schedules.StatesAsync([], None));
    }

    [Fact]
    public async Task Retention_keeps_schedules()
    {
        await SaveAsync(Schedule("s"), key: "k");
        var late = Noon.AddYears(1);
        await Get<IRetention>().PruneAsync(new RetentionLimits(late, late, late), 100, None);

        Assert.NotNull(await Schedules.FindAsync("s", None));
    }

    private static Schedule Schedule(string id) => new()
    {
        Id = id,
        Generation = "1",
        Cron = "* * * * *",
        Destination = "https://example.com/hook",
        Request = new ScheduledRequest([], []),
        CreatedAt = Noon,
        NextAt = Noon,
    };

    private Task<int> AdvanceAsync(params ScheduleAdvance[] advances) => Schedules.AdvanceAsync(advances, None);

    private static ScheduleAdvance Advance(Schedule claimed) =>
        new(claimed.Id, claimed.Generation, claimed.NextAt!.Value, claimed.NextAt.Value.AddMinutes(1));

    private Task<SaveOutcome> SaveAsync(Schedule schedule, DateTimeOffset? now = null, int max = Plenty, string? key = null) => Schedules.SaveAsync(
        new NewSchedule(schedule) { Now = now ?? Noon, DeduplicationKey = key, DeduplicationWindow = TimeSpan.FromMinutes(10) }, max, None);

    private async Task<Schedule> FindAsync(string id) => await Schedules.FindAsync(id, None) ?? throw new InvalidOperationException($"no schedule {id}");

    private async Task<Schedule> ClaimOneAsync(DateTimeOffset now) => Assert.Single(await Schedules.ClaimAsync(now, 10, Hold, None));

    private async Task<List<string>> ClaimAllAsync()
    {
        List<string> ids = [];
        while (await Schedules.ClaimAsync(Noon, 3, Hold, None) is { Count: > 0 } claimed)
        {
            ids.AddRange(claimed.Select(schedule => schedule.Id));
        }

        return ids;
    }
}
