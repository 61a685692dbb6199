using BusQStash.Api.Schedules;
using CsCheck;
using Xunit;

namespace BusQStash.Api.Tests.Schedules;

public sealed class FiringPlanTests
{
    private const int Plenty = 10_000;
    private static readonly DateTimeOffset Due = DateTimeOffset.FromUnixTimeSeconds(1_790_000_040);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.999, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 6)]
    [InlineData(60, 61)]
    public void Makes_up_what_was_missed_within_the_grace_each_once(double late, int count)
    {
        var plan = Make("* * * * * *", Due.AddSeconds(late));
        Assert.Equal(Enumerable.Range(0, count).Select(i => Due.AddSeconds(i)), plan.Instants);
        Assert.Equal(Due.AddSeconds(count), plan.NextAt);
        Assert.False(plan.Skipped);
    }

    [Fact]
    public void Skips_what_is_older_than_the_grace()
    {
        var now = Due.AddDays(400);
        var plan = Make("* * * * * *", now);
        Assert.True(plan.Skipped);
        Assert.Equal(Enumerable.Range(0, 61).Select(i => now - Grace + TimeSpan.FromSeconds(i)), plan.Instants);
        Assert.Equal(now.AddSeconds(1), plan.NextAt);
    }

    [Fact]
    public void An_interval_keeps_its_step_over_what_was_skipped()
    {
        var plan = Make("@every 7s", Due.AddSeconds(7000) + Grace);
        Assert.True(plan.Skipped);
        Assert.Equal(Enumerable.Range(0, 9).Select(i => Due.AddSeconds(7000 + (i * 7))), plan.Instants);
        Assert.Equal(Due.AddSeconds(7063), plan.NextAt);
        Assert.Equal(Due.AddSeconds(7007), Make("@every 7s", Due.AddSeconds(7000.5) + Grace).Instants[0]);
    }

    [Fact]
    public void Fires_nothing_when_all_that_was_missed_is_too_old()
    {
        var plan = Make("0 0 1 1 *", Due.AddSeconds(61));
        Assert.Empty(plan.Instants);
        Assert.True(plan.Skipped);
        Assert.True(plan.NextAt > Due);
    }

    [Fact]
    public void Without_a_grace_only_the_instant_itself_fires()
    {
        Assert.Single(Make("* * * * * *", Due, TimeSpan.Zero).Instants);
        Assert.Empty(Make("* * * * * *", Due.AddMilliseconds(1), TimeSpan.Zero).Instants);
    }

    [Fact]
    public void A_clock_behind_the_schedule_fires_nothing_and_moves_nothing()
    {
        var plan = Make("* * * * * *", Due.AddHours(-1));
        Assert.Empty(plan.Instants);
        Assert.Equal(Due, plan.NextAt);
    }

    [Fact]
    public void Goes_on_where_it_left_off_when_there_is_too_much_for_once()
    {
        var plan = FiringPlan.Make(Cron("* * * * * *"), Due, Due.AddSeconds(50), Grace, 20);
        Assert.Equal(20, plan.Instants.Count);
        Assert.Equal(Due.AddSeconds(20), plan.NextAt);
    }

    /// <summary>Looks at any times, on a clock that only goes forward: together they fire what one look at every instant would, less what was too old.</summary>
    [Theory]
    [InlineData("*/7 * * * * *")]
    [InlineData("@every 7s")]
    public void However_late_the_looks_no_instant_fires_twice_and_none_within_the_grace_is_lost(string text) =>
        Gen.Int[0, 200_000].Array[1, 20].Sample(gaps =>
        {
            var cron = Cron(text);
            var next = cron.From(Due, Due);
            var now = Due;
            List<DateTimeOffset> fired = [];
            List<(DateTimeOffset From, DateTimeOffset To)> covered = [];
            foreach (var gap in gaps)
            {
                now = now.AddMilliseconds(gap);
                covered.Add((now - Grace, now));
                while (next <= now)
                {
                    var plan = FiringPlan.Make(cron, next.Value, now, Grace, 5);
                    fired.AddRange(plan.Instants);
                    next = plan.NextAt;
                }
            }

            List<DateTimeOffset> due = [];
            for (var instant = cron.From(Due, Due); instant <= now; instant = cron.After(instant.Value))
            {
                due.Add(instant.Value);
            }

            Assert.Equal(due.Where(instant => covered.Any(look => look.From <= instant && instant <= look.To)), fired);
        });

    private static FiringPlan Make(string cron, DateTimeOffset now, TimeSpan? grace = null) => FiringPlan.Make(Cron(cron), Due, now, grace ?? Grace, Plenty);

    private static CronSchedule Cron(string cron)
    {
        Assert.Null(CronSchedule.Read(cron, out var schedule));
        return schedule!;
    }
}
