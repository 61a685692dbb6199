using BusQStash.Store.FlowControl;
using BusQStash.Worker.FlowControl;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Worker.Tests.FlowControl;

public sealed class StartLagTests
{
    private static readonly FlowPermit Permit = new("msg_1", "k", 1);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_grant_nobody_counts_is_never_late()
    {
        Assert.False(IsLate(new FlowGrant(Permit, null, null), TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Who_opens_a_window_too_late_allows_itself_more_and_less_again_when_it_is_in_time()
    {
        var lag = new StartLag(_time);
        var opening = new FlowGrant(Permit, null, null) { StartWithin = TimeSpan.FromMilliseconds(100), Opens = true };
        var asked = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromMilliseconds(300));

        Assert.True(lag.IsLate(opening, asked));
        Assert.Equal(TimeSpan.FromMilliseconds(600), lag.Current);
        Assert.False(lag.IsLate(opening with { StartWithin = TimeSpan.FromMilliseconds(700) }, asked));
        Assert.Equal(TimeSpan.FromMilliseconds(550), lag.Current);
        Assert.False(lag.IsLate(opening with { StartWithin = TimeSpan.FromMilliseconds(650) }, _time.GetTimestamp()));
        Assert.Equal(TimeSpan.FromMilliseconds(275), lag.Current);
    }

    [Fact]
    public void Only_openings_tell_how_late_it_is()
    {
        var lag = new StartLag(_time);
        var asked = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(lag.IsLate(new FlowGrant(Permit, null, null) { StartWithin = TimeSpan.FromMilliseconds(100) }, asked));
        Assert.Equal(TimeSpan.Zero, lag.Current);
    }

    private bool IsLate(FlowGrant grant, TimeSpan after)
    {
        var asked = _time.GetTimestamp();
        _time.Advance(after);
        return new StartLag(_time).IsLate(grant, asked);
    }
}
