using BusQStash.Store.Instances.Postgres;
using Xunit;

namespace BusQStash.Store.Tests.Postgres;

public sealed class LinkSpeedTests
{
    private readonly LinkSpeed _speed = new();

    [Fact]
    public void A_way_is_slow_after_five_slow_answers_in_a_row()
    {
        Note(300, 300, 300, 300, 20, 300, 300, 300, 300);
        Assert.False(_speed.IsSlow);

        Note(300);

        Assert.True(_speed.IsSlow);
    }

    [Fact]
    public void It_is_good_again_after_five_good_ones_in_a_row()
    {
        Note(300, 300, 300, 300, 300);

        Note(20, 20, 20, 20, 200, 20, 20, 20, 20);
        Assert.True(_speed.IsSlow);
        Note(20);

        Assert.False(_speed.IsSlow);
    }

    private void Note(params int[] milliseconds) => Array.ForEach(milliseconds, time => _speed.Note(TimeSpan.FromMilliseconds(time)));
}
