using BusQStash.Store.FlowControl;
using Xunit;

namespace BusQStash.Store.Tests.FlowControl;

public sealed class PutBackPlanTests
{
    private const long Now = 1_790_000_000_000;

    [Fact]
    public void Only_messages_with_their_claim_or_in_a_lane_wait_again()
    {
        var plan = new PutBackPlan(
            [PutBack("mine"), PutBack("canceled"), PutBack("of_a_lane"), PutBack("gone_before")],
            [Taken("mine"), Taken("canceled"), Taken("of_a_lane", ticket: 7)],
            new HashSet<string> { "mine", "gone_before" });

        Assert.Equal(["mine", "of_a_lane"], plan.Standing.Select(permit => permit.MessageId));
        Assert.Equal(["mine"], plan.Unclaimed);
    }

    [Fact]
    public void A_key_rests_when_the_opening_start_was_not_made()
    {
        Assert.Equal(["k"], new PutBackPlan([PutBack("a")], [Taken("a", opened: true)], new HashSet<string>()).Resting);
        Assert.Empty(new PutBackPlan([PutBack("a", started: true)], [Taken("a", opened: true)], new HashSet<string>()).Resting);
        Assert.Empty(new PutBackPlan([PutBack("a")], [Taken("a")], new HashSet<string>()).Resting);
    }

    [Fact]
    public void A_key_is_looked_at_when_the_first_of_its_messages_wants_it()
    {
        var plan = new PutBackPlan([PutBack("a", seconds: 5), PutBack("b", seconds: 2)], [], new HashSet<string>());

        Assert.Equal(TimeSpan.FromSeconds(2), plan.LookIn["k"]);
    }

    [Theory]
    [InlineData(60, 1_000, 0, 11_000)] // Until the last start that may be made.
    [InlineData(5, 1_000, 0, 5_000)] // Or the window's end, when that is before it.
    [InlineData(5, 9_000, 0, 9_000)] // A window that is over begins now at the latest.
    [InlineData(60, 1_000, 20_000, 20_000)] // It rests for longer already.
    [InlineData(60, 5_000_000_000, 0, int.MaxValue)]
    public void The_window_begins_as_late_as_it_may_have(int period, long age, int lag, int expected)
    {
        var rested = PutBackPlan.Rest(new FlowKeyState
        {
            Key = "k", Rate = 3, PeriodSeconds = period, WindowStartedAt = Now - age, WindowCount = 1, WindowLag = lag, Now = Now,
        })!;

        Assert.Equal((3, expected), (rested.WindowCount, rested.WindowLag));
    }

    [Fact]
    public void Without_a_rate_or_a_window_there_is_nothing_to_rest_for()
    {
        Assert.Null(PutBackPlan.Rest(new FlowKeyState { Key = "k", WindowStartedAt = 1, Now = Now }));
        Assert.Null(PutBackPlan.Rest(new FlowKeyState { Key = "k", Rate = 1, Now = Now }));
    }

    private static FlowPutBack PutBack(string id, bool started = false, int seconds = 0) =>
        new(new FlowPermit(id, "k", 1), started, TimeSpan.FromSeconds(seconds));

    private static TakenPermit Taken(string id, long? ticket = null, bool opened = false) => new(id, "k", 1, ticket, opened);
}
