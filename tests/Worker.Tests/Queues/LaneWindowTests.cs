using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Worker.Queues;
using Xunit;

namespace BusQStash.Worker.Tests.Queues;

public sealed class LaneWindowTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly LaneWindow _window = new();

    [Fact]
    public void Offers_the_lowest_unfinished_message_only()
    {
        _window.Replace([Open(1), Open(2), Open(3)], complete: true, snapshotThrough: -1);

        Assert.Equal([1], Startable(1));
        Assert.Equal([1, 2], Startable(2));
    }

    [Fact]
    public void A_message_in_backoff_keeps_its_place()
    {
        _window.Replace([Open(1, notBefore: Now.AddSeconds(5)), Open(2), Open(3)], complete: true, snapshotThrough: -1);

        Assert.Empty(Startable(1));
        Assert.Equal([2], Startable(2));
        Assert.Equal(Now.AddSeconds(5), _window.NextDue(1, Now));
    }

    [Fact]
    public void A_message_that_waits_for_its_callbacks_keeps_its_place()
    {
        _window.Replace([Open(1, MessageState.Delivered), Open(2)], complete: true, snapshotThrough: -1);

        Assert.Empty(Startable(1));
        Assert.Null(_window.NextDue(1, Now));
    }

    [Fact]
    public void Takes_the_direct_successor_without_the_ledger()
    {
        _window.Replace([Open(7)], complete: true, snapshotThrough: -1);

        Assert.True(_window.TryAppend(Stored(8)));
        Assert.Equal([7, 8], Startable(5));
        Assert.Equal(8, _window.KnownThrough);
    }

    [Fact]
    public void Takes_no_message_after_a_gap()
    {
        _window.Replace([Open(7)], complete: true, snapshotThrough: -1);

        Assert.False(_window.TryAppend(Stored(9)));
    }

    [Fact]
    public void Takes_no_message_while_the_ledger_may_have_others_before_it()
    {
        _window.Replace([Open(7)], complete: false, snapshotThrough: -1);

        Assert.False(_window.TryAppend(Stored(8)));
    }

    [Fact]
    public void Takes_no_message_before_the_ledger_was_read() => Assert.False(_window.TryAppend(Stored(0)));

    [Fact]
    public void Knows_that_a_told_message_is_finished_when_a_complete_read_does_not_have_it()
    {
        _window.Replace([], complete: true, snapshotThrough: 12);

        Assert.Equal(12, _window.KnownThrough);
        Assert.Null(_window.Find(12));
        Assert.True(_window.TryAppend(Stored(13)));
    }

    [Fact]
    public void Knows_nothing_beyond_an_incomplete_read()
    {
        _window.Replace([Open(1), Open(2)], complete: false, snapshotThrough: 12);

        Assert.Equal(2, _window.KnownThrough);
    }

    [Fact]
    public void A_read_does_not_disturb_an_attempt_in_flight()
    {
        _window.Replace([Open(1), Open(2)], complete: true, snapshotThrough: -1);
        var entry = _window.Find(1)!;
        entry.InFlight = true;

        _window.Replace([Open(1, MessageState.Retrying, Now.AddHours(1)), Open(2)], complete: true, snapshotThrough: -1);

        Assert.Same(entry, _window.Find(1));
        Assert.Equal(MessageState.Ready, entry.State);
    }

    [Fact]
    public void A_canceled_message_is_gone_after_the_next_read()
    {
        _window.Replace([Open(1), Open(2)], complete: true, snapshotThrough: 2);

        _window.Replace([Open(2)], complete: true, snapshotThrough: 2);

        Assert.Equal([2], Startable(1));
    }

    [Fact]
    public void Reading_on_keeps_what_is_known()
    {
        _window.Replace([Open(1)], complete: false, snapshotThrough: -1);
        _window.Append([Open(2), Open(3)], complete: true, snapshotThrough: -1);

        Assert.Equal([1, 2, 3], Startable(5));
        Assert.Equal(3, _window.KnownThrough);
        Assert.False(_window.MayHaveMore);
    }

    [Fact]
    public void A_message_that_steps_aside_comes_first_again_once_it_is_due()
    {
        _window.StepsAside = true;
        _window.Replace([Open(1, MessageState.Retrying, Now.AddSeconds(5)), Open(2), Open(3)], complete: true, snapshotThrough: -1);

        Assert.Equal([2], Startable(1));
        Assert.Equal(Now, _window.NextDue(1, Now));
        Assert.Equal([1], _window.Startable(1, Now.AddSeconds(5)).Select(entry => entry.Seq));
    }

    [Fact]
    public void One_that_is_due_again_waits_for_a_slot_of_those_in_flight_behind_it()
    {
        _window.StepsAside = true;
        _window.Replace([Open(1, MessageState.Retrying, Now), Open(2), Open(3)], complete: true, snapshotThrough: -1);
        _window.Find(2)!.InFlight = true;

        Assert.Empty(Startable(1));
        Assert.Equal([1], Startable(2));
    }

    [Fact]
    public void Only_those_that_have_failed_step_aside()
    {
        _window.StepsAside = true;
        _window.Replace([Open(1, notBefore: Now.AddSeconds(5)), Open(2)], complete: true, snapshotThrough: -1);

        Assert.Empty(Startable(1));
        Assert.True(_window.Fills(1, Now));
    }

    [Fact]
    public void Those_that_stepped_aside_fill_no_window()
    {
        _window.StepsAside = true;
        _window.Replace(
            [.. Enumerable.Range(1, 100).Select(seq => Open(seq, MessageState.Retrying, Now.AddSeconds(seq)))], complete: false, snapshotThrough: -1);

        Assert.False(_window.Fills(1, Now));
        Assert.Equal(Now.AddSeconds(1), _window.NextDue(1, Now));
        Assert.True(_window.Fills(1, Now.AddSeconds(1)));
    }

    private long[] Startable(int size) => [.. _window.Startable(size, Now).Select(entry => entry.Seq)];

    private static OpenMessage Open(long seq, MessageState state = MessageState.Ready, DateTimeOffset? notBefore = null) =>
        new($"msg_{seq}", seq, state, 0, notBefore ?? Now, Now);

    private static StoredMessage Stored(long seq) =>
        new($"msg_{seq}", new MessageSpec { QueueName = "q" }, default, MessageState.Ready, 0, seq, Now);
}
