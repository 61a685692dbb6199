using BusQStash.Store.FlowControl;
using Xunit;

namespace BusQStash.Store.Tests.FlowControl;

public sealed class FlowPlanTests
{
    private const int Me = 1;
    private const long Now = 1_000_000;
    private static readonly FlowAsk Ask = new(10, 100, 100, TimeSpan.FromMilliseconds(100), TimeSpan.Zero);

    [Fact]
    public void Grants_from_the_front_as_many_as_the_parallelism_leaves_and_waits_for_one_to_end()
    {
        var decision = Decide(Key(parallelism: 3, permits: 1), Line(5));

        Assert.Equal(["0", "1"], Ids(decision));
        Assert.Null(decision.WakeAt);
        Assert.Null(decision.StartWithin);
    }

    [Fact]
    public void The_first_start_opens_a_window_and_the_rest_waits_for_its_end()
    {
        var decision = Decide(Key(rate: 2), Line(5));

        Assert.Equal(["0", "1"], Ids(decision));
        Assert.True(decision.Opened);
        Assert.Equal((Now, 2, 100L, Now + 1200), (decision.WindowStartedAt, decision.WindowCount, decision.StartWithin, decision.WakeAt));
    }

    [Fact]
    public void A_window_goes_on_until_shortly_before_its_end_and_the_next_begins_shortly_after()
    {
        Assert.Equal(2, Decide(Key(rate: 3, started: Now - 799, count: 1), Line(5)).Granted.Count);
        Assert.Empty(Decide(Key(rate: 3, started: Now - 800, count: 1), Line(5)).Granted);
        Assert.Equal(Now + 1, Decide(Key(rate: 3, started: Now - 1199, count: 1), Line(5)).WakeAt);
        Assert.Equal(3, Decide(Key(rate: 3, started: Now - 1200, count: 1), Line(5)).Granted.Count);
    }

    [Fact]
    public void A_start_later_in_a_window_has_until_its_end()
    {
        var decision = Decide(Key(rate: 3, started: Now - 500, count: 1), Line(1));

        Assert.False(decision.Opened);
        Assert.Equal((Now - 500, 2, 400L), (decision.WindowStartedAt, decision.WindowCount, decision.StartWithin));
    }

    [Fact]
    public void A_start_later_in_a_long_window_has_ten_seconds()
    {
        Assert.Equal(10_000, Decide(Key(rate: 3, started: Now - 500, count: 1) with { PeriodSeconds = 3_600 }, Line(1)).StartWithin);
    }

    [Theory]
    [InlineData(1, 100)] // The setting.
    [InlineData(60, 600)] // A hundredth of the period.
    [InlineData(86_400, 1_000)] // A second at most.
    public void A_long_period_has_a_long_margin(int period, long margin)
    {
        var opened = Decide(Key(rate: 1) with { PeriodSeconds = period }, Line(2));

        Assert.Equal((margin, Now + (period * 1000L) + (2 * margin)), (opened.StartWithin, opened.WakeAt));
    }

    [Fact]
    public void A_late_worker_keeps_its_windows_further_apart()
    {
        var opened = new FlowPlan(Key(rate: 1), Ask with { Lag = TimeSpan.FromMilliseconds(300) }).Decide(Line(2), _ => true, Me, new FlowRoom(9, 9));

        Assert.Equal((300, 400L, Now + 1500), (opened.WindowLag, opened.StartWithin, opened.WakeAt));
        Assert.Empty(Decide(Key(rate: 1, started: Now - 1499, count: 1) with { WindowLag = 300 }, Line(2)).Granted);
        Assert.Single(Decide(Key(rate: 1, started: Now - 1500, count: 1) with { WindowLag = 300 }, Line(2)).Granted);
    }

    [Fact]
    public void A_clock_that_was_set_back_begins_the_window_anew()
    {
        var decision = Decide(Key(rate: 3, started: Now + 3_600_000, count: 1), Line(1));

        Assert.Equal((Now, 2), (decision.WindowStartedAt, decision.WindowCount));
    }

    [Fact]
    public void Keeps_places_for_the_lanes_of_others_and_looks_again_soon()
    {
        var line = Line(3);
        line[0] = line[0] with { Holder = 2, Ticket = 7 };

        var decision = Decide(Key(parallelism: 2), line);

        Assert.Equal(["1"], Ids(decision));
        Assert.InRange(decision.WakeAt ?? 0, Now + 1, Now + 100);
    }

    [Fact]
    public void Grants_its_own_lanes_in_turn()
    {
        var line = Line(3);
        line[1] = line[1] with { Holder = Me, Ticket = 7 };

        Assert.Equal(["0", "1"], Ids(Decide(Key(parallelism: 2), line)));
    }

    [Fact]
    public void Skips_a_message_that_is_locked()
    {
        var decision = new FlowPlan(Key(parallelism: 2), Ask).Decide(Line(3), entry => entry.MessageId != "0", Me, new FlowRoom(9, 9));

        Assert.Equal(["1", "2"], Ids(decision));
    }

    [Fact]
    public void Nothing_is_granted_and_nothing_is_polled_while_paused()
    {
        var decision = Decide(Key(parallelism: 2) with { Paused = true }, Line(3));

        Assert.Empty(decision.Granted);
        Assert.Null(decision.WakeAt);
    }

    [Fact]
    public void A_long_line_gets_its_share_of_a_round_and_is_next_again()
    {
        var decision = Decide(Key(parallelism: 1000), Line(FlowPlan.MaxRead));

        Assert.Equal(FlowPlan.MaxGrants, decision.Granted.Count);
        Assert.Equal(Now, decision.WakeAt);
        Assert.Null(Decide(Key(parallelism: 1000), Line(3)).WakeAt);
    }

    private static FlowDecision Decide(FlowKeyState key, IReadOnlyList<FlowLineEntry> line) =>
        new FlowPlan(key, Ask).Decide(line, _ => true, Me, new FlowRoom(Ask.Unordered, Ask.Attempts));

    private static FlowKeyState Key(int? parallelism = null, int? rate = null, int permits = 0, long started = 0, int count = 0) => new()
    {
        Key = "k",
        Parallelism = parallelism,
        Rate = rate,
        Permits = permits,
        WindowStartedAt = started,
        WindowCount = count,
        Now = Now,
    };

    private static List<FlowLineEntry> Line(int count) => [.. Enumerable.Range(0, count).Select(i => new FlowLineEntry($"{i}", i, null, null))];

    private static string[] Ids(FlowDecision decision) => [.. decision.Granted.Select(entry => entry.MessageId)];
}
