using System.Globalization;
using BusQStash.Api.Publishing;
using BusQStash.Api.Schedules;
using BusQStash.Store.Schedules;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.Schedules;

public sealed class FiringOnceTests : IAsyncLifetime
{
    private readonly FiringHost _host = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Firing_the_same_instant_again_makes_no_second_message()
    {
        var id = await _host.CreateAsync("* * * * *", "https://example.com/");
        _host.MoveTo(FiringHost.Noon.AddMinutes(1));
        var claimed = Assert.Single(await _host.ClaimAsync());
        var firing = _host.Services.GetRequiredService<ScheduleFiring>();

        await firing.FireAsync([claimed]);
        await firing.FireAsync([claimed]);

        var message = Assert.Single(_host.Fired());
        Assert.Equal(2, _host.Bus.Published.Count);
        Assert.All(_host.Bus.Published, outcome => Assert.Equal(message.Id, outcome.MessageId));
        Assert.Equal([message.Id], (await _host.Schedules.FindAsync(id, None))!.LastMessages);
    }

    [Fact]
    public async Task A_process_that_dies_after_it_published_leaves_nothing_to_double()
    {
        await _host.CreateAsync("* * * * * *", "https://example.com/");
        _host.MoveTo(FiringHost.Noon.AddSeconds(1));
        var claimed = Assert.Single(await _host.ClaimAsync());
        var publisher = _host.Services.GetRequiredService<MessagePublisher>();
        await publisher.PublishAsync([ScheduleFiring.Request(claimed, claimed.NextAt!.Value)], None);

        await _host.FireAtAsync(FiringHost.Noon.AddSeconds(5));
        Assert.Single(_host.Fired());
        await _host.FireAtAsync(FiringHost.Noon.AddSeconds(6));
        Assert.Equal(6, _host.Fired().Count);
    }

    [Fact]
    public async Task Instants_of_other_schedules_and_of_other_creations_are_not_the_same()
    {
        var one = (await ReadAsync("one"))!;
        var two = (await ReadAsync("two"))!;
        var again = (await ReadAsync("one"))!;
        Guid[] ids =
        [
            ScheduleFiring.CommandId(one, FiringHost.Noon), ScheduleFiring.CommandId(one, FiringHost.Noon.AddSeconds(1)), ScheduleFiring.CommandId(two, FiringHost.Noon), ScheduleFiring.CommandId(again, FiringHost.Noon),
        ];
        Assert.Equal(4, ids.Distinct().Count());
        Assert.Equal(ids[0], ScheduleFiring.CommandId(one with { NextAt = null }, FiringHost.Noon.ToOffset(TimeSpan.FromHours(2))));
    }

    [Fact]
    public async Task Makes_up_what_was_missed_for_at_most_the_grace()
    {
        await _host.CreateAsync("*/10 * * * * *", "https://example.com/");
        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(10));
        Assert.Equal(7, _host.Fired().Count);
        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(10));
        Assert.Equal(7, _host.Fired().Count);
    }

    [Fact]
    public async Task A_clock_that_jumps_forward_and_back_fires_nothing_twice_and_loses_nothing_within_the_grace()
    {
        await _host.CreateAsync("* * * * * *", "https://example.com/");
        var jumps = new[] { 3, 45, 40, 10, 46, 200, 100, 201, 199, 203, 230 };
        foreach (var second in jumps)
        {
            await _host.FireAtAsync(FiringHost.Noon.AddSeconds(second));
        }

        // 1 to 46, then the minute before 200, then on to 230: 154 s in the middle were never less than a minute old.
        var expected = Enumerable.Range(1, 46).Concat(Enumerable.Range(140, 91)).ToList();
        Assert.Equal(expected.Count, _host.Fired().Count);
        Assert.Equal(expected.Count, _host.Fired().Select(message => message.Id).Distinct().Count());
    }

    [Fact]
    public async Task Resuming_after_a_clock_was_set_back_fires_no_instant_twice()
    {
        var id = await _host.CreateAsync("* * * * * *", "https://example.com/");
        await _host.FireAtAsync(FiringHost.Noon.AddSeconds(30));
        _host.MoveTo(FiringHost.Noon.AddSeconds(10));
        (await _host.Api.CallAsync("PATCH", $"/v2/schedules/{id}/pause")).Expect(200);
        (await _host.Api.CallAsync("PATCH", $"/v2/schedules/{id}/resume")).Expect(200);
        await _host.FireAtAsync(FiringHost.Noon.AddSeconds(31));
        Assert.Equal(31, _host.Fired().Count);
    }

    [Fact]
    public async Task What_comes_while_it_is_paused_is_never_made_up()
    {
        var id = await _host.CreateAsync("* * * * * *", "https://example.com/");
        (await _host.Api.CallAsync("PATCH", $"/v2/schedules/{id}/pause")).Expect(200);
        await _host.FireAtAsync(FiringHost.Noon.AddSeconds(30));
        (await _host.Api.CallAsync("PATCH", $"/v2/schedules/{id}/resume")).Expect(200);
        await _host.FireAtAsync(FiringHost.Noon.AddSeconds(30));
        Assert.Empty(_host.Fired());
        await _host.FireAtAsync(FiringHost.Noon.AddSeconds(32));
        Assert.Equal(2, _host.Fired().Count);
    }

    [Fact]
    public async Task A_schedule_made_anew_fires_on_its_own_account()
    {
        await _host.CreateAsync("* * * * * *", "https://example.com/1", "", ("Upstash-Schedule-Id", "again"));
        await _host.FireAtAsync(FiringHost.Noon.AddSeconds(1));
        await _host.CreateAsync("* * * * * *", "https://example.com/2", "", ("Upstash-Schedule-Id", "again"));
        await _host.FireAtAsync(FiringHost.Noon.AddSeconds(2));
        (await _host.Api.CallAsync("DELETE", "/v2/schedules/again")).Expect(200);
        await _host.FireAtAsync(FiringHost.Noon.AddSeconds(3));
        Assert.Equal(["https://example.com/1", "https://example.com/2"], _host.Fired().Select(message => message.Spec.Url));
    }

    [Fact]
    public async Task What_was_claimed_before_it_was_replaced_does_not_move_the_new_one()
    {
        await _host.CreateAsync("* * * * * *", "https://example.com/1", "", ("Upstash-Schedule-Id", "raced"));
        _host.MoveTo(FiringHost.Noon.AddSeconds(1));
        var claimed = Assert.Single(await _host.ClaimAsync());
        await _host.CreateAsync("0 0 1 1 *", "https://example.com/2", "", ("Upstash-Schedule-Id", "raced"));
        await _host.Services.GetRequiredService<ScheduleFiring>().FireAsync([claimed]);
        var schedule = (await _host.Schedules.FindAsync("raced", None))!;
        Assert.Equal((DateTimeOffset.Parse("2027-01-01T00:00:00Z", CultureInfo.InvariantCulture), null), (schedule.NextAt, schedule.LastAt));
    }

    [Fact]
    public async Task One_schedule_that_cannot_be_read_holds_up_no_other()
    {
        await _host.Schedules.SaveAsync(
            new NewSchedule(new Schedule
            {
                Id = "broken",
                Generation = "1",
                Cron = "CRON_TZ=Lost/Zone * * * * *",
                Destination = "https://example.com/",
                Request = new ScheduledRequest([], []),
                CreatedAt = FiringHost.Noon,
                NextAt = FiringHost.Noon,
            }) { Now = FiringHost.Noon },
            10,
            None);
        await _host.CreateAsync("* * * * * *", "https://example.com/");
        await _host.FireAtAsync(FiringHost.Noon.AddSeconds(1));
        Assert.Single(_host.Fired());
        Assert.Equal(FiringHost.Noon, (await _host.Schedules.FindAsync("broken", None))!.NextAt);
    }

    [Fact]
    public async Task One_schedule_that_fails_holds_up_no_other_and_fires_when_its_claim_has_run_out()
    {
        _host.PoisonousUrl = "https://example.com/poison";
        await _host.CreateAsync("* * * * *", "https://example.com/1");
        await _host.CreateAsync("* * * * *", _host.PoisonousUrl);
        await _host.CreateAsync("* * * * *", "https://example.com/2");
        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(1));
        Assert.Equal(["https://example.com/1", "https://example.com/2"], _host.Fired().Select(message => message.Spec.Url).Order());

        _host.PoisonousUrl = null;
        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(1).AddSeconds(4));
        Assert.Equal(2, _host.Fired().Count);
        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(1).AddSeconds(5));
        Assert.Equal("https://example.com/poison", _host.Fired()[^1].Spec.Url);
    }

    [Fact]
    public async Task Many_schedules_fire_in_one_look()
    {
        for (var i = 0; i < 100; i++)
        {
            await _host.CreateAsync("* * * * *", $"https://example.com/{i}");
        }

        await _host.FireAtAsync(FiringHost.Noon.AddMinutes(1));
        Assert.Equal(100, _host.Fired().Select(message => message.Spec.Url).Distinct().Count());
    }

    private async Task<Schedule?> ReadAsync(string id) =>
        await _host.Schedules.FindAsync(await _host.CreateAsync("* * * * *", "https://example.com/", "", ("Upstash-Schedule-Id", id)), None);
}
