using BusQStash.Bus.Publishing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Bus.Tests.Publishing;

public sealed class OpenedLanesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Workers_are_told_of_a_lane_in_use_now_and_then()
    {
        var opened = new OpenedLanes(_time);

        Assert.True(opened.ShouldTell("q"));
        Assert.False(opened.ShouldTell("q"));
        Assert.True(opened.ShouldTell("other"));
        _time.Advance(OpenedLanes.TellAgainAfter);
        Assert.True(opened.ShouldTell("q"));
    }

    [Fact]
    public void A_queue_made_anew_is_told_of_at_once()
    {
        var opened = new OpenedLanes(_time);
        opened.ShouldTell("q");

        opened.Forget("q");

        Assert.True(opened.ShouldTell("q"));
    }
}
