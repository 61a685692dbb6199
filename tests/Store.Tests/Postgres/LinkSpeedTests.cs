using BusQStash.Store.Instances.Postgres;
using Xunit;

namespace BusQStash.Store.Tests.Postgres;

public sealed class LinkSpeedTests
{
    private readonly LinkSpeed _speed = new();

    [Fact]
    public void A_way_is_slow_after_ten_slow_answers_in_a_row()
    {
        Note([.. Enumerable.Repeat(300, 9), 20, .. Enumerable.Repeat(300, 9)]);
        Assert.False(_speed.IsSlow);

        Note(300);

        Assert.True(_speed.IsSlow);
    }

    [Fact]
    public void It_is_good_again_after_ten_good_ones_in_a_row()
    {
        Note([.. Enumerable.Repeat(300, 10)]);

        Note([.. Enumerable.Repeat(20, 9), 200, .. Enumerable.Repeat(20, 9)]);
        Assert.True(_speed.IsSlow);
        Note(20);

        Assert.False(_speed.IsSlow);
    }

    private void Note(params int[] milliseconds) => Array.ForEach(milliseconds, time => _speed.Note(TimeSpan.FromMilliseconds(time)));
}
