using BusQStash.Store.BulkActions;
using Xunit;

namespace BusQStash.Store.Tests.BulkActions;

public sealed class BulkPortionTests
{
    private static readonly (long, string, bool)[] Seen = [(1, "a", true), (2, "b", false), (3, "c", true), (4, "d", true)];

    [Theory]
    [InlineData(null, 0, 4, "acd", 4, false)]
    [InlineData(null, 0, 5, "acd", 4, true)]
    [InlineData(2, 0, 4, "ac", 3, false)]
    [InlineData(3, 2, 5, "a", 1, false)]
    [InlineData(3, 0, 5, "acd", 4, true)]
    [InlineData(9, 0, 5, "acd", 4, true)]
    public void Takes_what_was_found_up_to_the_bound_and_goes_on_behind_the_last_it_took(
        int? most, int processed, int max, string ids, long after, bool sawAll)
    {
        var portion = BulkPortion.Of(Claim(most, processed), Seen, max);
        Assert.Equal(ids, string.Concat(portion.MessageIds));
        Assert.Equal((after, sawAll), (portion.After.CreatedAt, portion.SawAll));
    }

    [Fact]
    public void Ends_with_the_bound_or_with_the_last_message_and_not_before()
    {
        var claim = Claim(3, 1);
        var portion = BulkPortion.Of(claim, Seen, 4);
        Assert.Equal(["a", "c"], portion.MessageIds);

        // One of the two had finished meanwhile.
        Assert.Equal(2, portion.Next(claim, 1)!.Action.Processed);
        Assert.Null(portion.Next(claim, 2));
        Assert.Null(BulkPortion.Of(Claim(null, 0), [], 4).Next(claim, 0));
    }

    private static BulkClaim Claim(int? most, int processed) => new(
        new BulkAction("act_1", new MessageFilter { Most = most }, 9, processed, DateTimeOffset.UnixEpoch, null), 1, (0, ""));
}
