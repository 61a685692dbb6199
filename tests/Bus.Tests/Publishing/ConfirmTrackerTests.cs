using BusQStash.Bus.Publishing;
using Xunit;

namespace BusQStash.Bus.Tests.Publishing;

public sealed class ConfirmTrackerTests
{
    private readonly ConfirmTracker _tracker = new();

    [Fact]
    public void The_watermark_stops_before_the_first_unconfirmed_number()
    {
        Begin(1, 2, 3, 4);
        Confirm(1, 2, 4);

        Assert.Equal(2, _tracker.Watermark);
        Assert.True(_tracker.IsConfirmed(4));
        Assert.False(_tracker.IsConfirmed(3));
    }

    [Fact]
    public void The_watermark_catches_up_when_the_gap_closes()
    {
        Begin(1, 2, 3);
        Confirm(3, 2, 1);

        Assert.Equal(3, _tracker.Watermark);
    }

    [Fact]
    public void An_unconfirmed_number_holds_the_watermark_until_its_command_is_resent()
    {
        Begin(1, 3);
        Confirm(1, 3);
        Assert.Equal(1, _tracker.Watermark);

        _tracker.Settle(2);

        Assert.Equal(3, _tracker.Watermark);
    }

    [Fact]
    public void Settling_never_moves_the_watermark_back()
    {
        Begin(1, 2, 3);
        Confirm(1, 2, 3);

        _tracker.Settle(1);
        _tracker.Confirm(2);

        Assert.Equal(3, _tracker.Watermark);
    }

    [Fact]
    public void Numbers_of_a_transaction_that_was_rolled_back_hold_nothing_up()
    {
        Begin(1, 4);
        Confirm(1, 4);

        _tracker.Abandon([2, 3], mayBeStored: false);

        Assert.Equal(4, _tracker.Watermark);
        Assert.Empty(_tracker.ListAbandoned(10));
    }

    [Fact]
    public void Numbers_that_may_be_stored_stay_unconfirmed_until_the_ledger_was_checked()
    {
        Begin(1);
        Confirm(1);

        _tracker.Abandon([2, 3], mayBeStored: true);

        Assert.Equal((1, 3), (_tracker.Watermark, _tracker.Top));
        Assert.Equal([2, 3], _tracker.ListAbandoned(10));
        Confirm(2);
        Assert.Equal([3], _tracker.ListAbandoned(10));
        _tracker.Settle(3);
        Assert.Equal(3, _tracker.Watermark);
        Assert.Empty(_tracker.ListAbandoned(10));
    }

    private void Begin(params long[] numbers) => Array.ForEach(numbers, _tracker.Begin);

    private void Confirm(params long[] numbers) => Array.ForEach(numbers, _tracker.Confirm);
}
