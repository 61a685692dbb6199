using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Worker.Queues;
using BusQStash.Worker.Tests.Queues.Model;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Worker.Tests.Queues;

/// <summary>The decisions of a lane, one input and one time after the other.</summary>
public sealed class LaneStateTests
{
    private static readonly LaneEpoch Lane = new("q", 7);
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddDays(20_000));
    private readonly LaneOptions _options = new();
    private readonly LaneState _state;

    public LaneStateTests() => _state = new LaneState(_options, isShard: false);

    private LaneTime Now => LaneTime.Of(_time);

    [Fact]
    public void Without_work_it_is_idle_and_a_wake_makes_it_ask_for_its_lease()
    {
        Assert.IsType<LaneAction.Idle>(_state.DecideWithoutLease(Now, holdsCommands: false));
        _state.Wake();
        Assert.IsType<LaneAction.Acquire>(_state.DecideWithoutLease(Now, holdsCommands: false));
    }

    [Fact]
    public void A_lease_that_does_not_come_is_asked_for_as_long_as_commands_are_held_and_no_longer()
    {
        _state.Wake();
        Assert.IsType<LaneAction.Acquire>(_state.DecideWithoutLease(Now, holdsCommands: false));
        _time.Advance(_options.HoldLimit + TimeSpan.FromSeconds(1));
        Assert.IsType<LaneAction.Acquire>(_state.DecideWithoutLease(Now, holdsCommands: true));
        Assert.IsType<LaneAction.Forgo>(_state.DecideWithoutLease(Now, holdsCommands: false));

        _state.Forgo();
        Assert.IsType<LaneAction.Idle>(_state.DecideWithoutLease(Now, holdsCommands: false));
    }

    [Fact]
    public void An_attempt_under_a_lost_lease_keeps_it_from_being_acquired_and_the_lane_from_being_left()
    {
        var entry = Started();
        _state.Lose();
        _state.HandOver(ifIdle: false, holdsCommands: false);
        Assert.IsType<LaneAction.Wait>(_state.DecideWithoutLease(Now, holdsCommands: false));

        Assert.True(_state.End(new LaneInput.Ended(entry, Settlement(entry, MessageState.Delivered), SettleOutcome.Fenced), Now));
        Assert.IsType<LaneAction.Leave>(_state.DecideWithoutLease(Now, holdsCommands: false));
    }

    [Fact]
    public void A_refused_settlement_loses_the_lease_of_its_epoch_only()
    {
        var old = Started();
        Hold(new LaneEpoch("q", 8));
        Assert.True(_state.End(new LaneInput.Ended(old, Settlement(old, MessageState.Delivered), SettleOutcome.Fenced), Now));
        Assert.True(_state.NeedsRead);

        var entry = Started(new LaneEpoch("q", 8));
        var settlement = Settlement(entry, MessageState.Delivered) with { Lane = new LaneEpoch("q", 8) };
        Assert.False(_state.End(new LaneInput.Ended(entry, settlement, SettleOutcome.Fenced), Now));
    }

    [Fact]
    public void No_attempt_starts_by_an_outdated_status_until_a_new_look_is_answered()
    {
        Hold(Lane);
        Read();
        Assert.True(_state.MayStart(Now));

        _time.Advance(LaneSnapshot.MaxAge + TimeSpan.FromMilliseconds(1));
        Assert.False(_state.MayStart(Now));
        Assert.True(_state.AsksForLook);
        _state.AwaitLook(5);
        See(look: 4);
        Assert.False(_state.MayStart(Now));
        See(look: 5);
        Assert.True(_state.MayStart(Now));
    }

    [Fact]
    public void A_command_accepted_after_a_change_of_the_queue_waits_for_a_look_that_shows_it()
    {
        Hold(Lane);
        Read();
        Assert.True(_state.Take(Turn(1, signal: 3), Now));
        Assert.True(_state.AsksForLook);
        Assert.False(_state.MayStart(Now));
    }

    [Fact]
    public void A_command_up_to_the_last_cancel_is_read_from_the_ledger()
    {
        Hold(Lane, new LaneStatus(Lane, 1, false, 0, CanceledThrough: 2) { LastSeq = 0 });
        Read();
        Assert.True(_state.Take(Turn(1), Now));
        Assert.Empty(_state.Startable(Now));
        Assert.True(_state.NeedsMore(Now));
    }

    [Fact]
    public void The_command_of_a_finished_message_is_acknowledged_at_once()
    {
        Hold(Lane, new LaneStatus(Lane, 1, false, 0, 0) { LastSeq = 4 });
        _state.Window.Replace([], complete: true, 4);
        _state.Read();
        Assert.False(_state.Take(Turn(4), Now));
        Assert.True(_state.Take(Turn(5), Now));
    }

    [Fact]
    public void What_is_read_beyond_the_last_known_place_waits_for_a_look()
    {
        Hold(Lane);
        _state.Window.Replace([Open(1, Now.Wall)], complete: true, 1);
        _state.Read();
        Assert.True(_state.AsksForLook);
        Assert.False(_state.MayStart(Now));
    }

    [Fact]
    public void An_empty_lane_releases_its_lease_after_a_second()
    {
        Hold(Lane);
        Read();
        Assert.Equal(TimeSpan.FromSeconds(1), Wait());
        Pass(TimeSpan.FromSeconds(1));
        Assert.IsType<LaneAction.Release>(Rest());
    }

    [Fact]
    public void A_paused_lane_releases_its_lease_whatever_waits_in_it()
    {
        Hold(Lane, new LaneStatus(Lane, 1, Paused: true, 0, 0) { LastSeq = 1 });
        Read(Open(1, Now.Wall));
        Assert.False(_state.MayStart(Now));
        Wait();
        _time.Advance(TimeSpan.FromSeconds(1));
        See(look: 2, paused: true);
        Assert.IsType<LaneAction.Release>(Rest());
    }

    [Fact]
    public void A_head_that_is_due_soon_is_waited_for_and_one_that_is_due_late_parks_the_lane_until_then()
    {
        Hold(Lane);
        Read(Open(1, Now.Wall + _options.HoldLimit));
        Assert.Equal(TimeSpan.FromSeconds(1), Wait());

        var late = Now.Wall + _options.HoldLimit + TimeSpan.FromSeconds(5);
        _state.Outdate();
        Read(Open(1, late));
        Assert.Equal(new LaneAction.Park(late, IsFull: true), Rest());
    }

    [Fact]
    public void A_lane_parked_full_acknowledges_new_commands_until_it_is_due_or_woken()
    {
        Hold(Lane);
        var late = Now.Wall + _options.HoldLimit + TimeSpan.FromSeconds(5);
        Read(Open(1, late));
        var park = Assert.IsType<LaneAction.Park>(Rest());
        _state.GiveUp();
        _state.Parked(park);

        Assert.False(_state.Take(Turn(2), Now));
        Assert.IsType<LaneAction.Idle>(_state.DecideWithoutLease(Now, holdsCommands: false));
        _state.Wake();
        Assert.True(_state.Take(Turn(2), Now));
    }

    [Fact]
    public void A_message_that_awaits_its_callbacks_parks_the_lane_only_after_the_hold_limit()
    {
        Hold(Lane);
        var entry = Start();
        _state.End(new LaneInput.Ended(entry, Settlement(entry, MessageState.Delivered), new SettleOutcome(SettleStatus.Settled, [], LaneDone: false, null)), Now);
        Assert.Equal(TimeSpan.FromSeconds(1), Wait());
        Pass(_options.HoldLimit);
        Assert.Equal(new LaneAction.Park(Now.Wall + _options.HoldLimit, IsFull: false), Rest());

        Assert.True(_state.Free(entry.MessageId));
        Assert.True(_state.Window.IsEmpty);
    }

    [Fact]
    public void The_notification_of_a_message_whose_own_end_is_not_known_is_left_to_the_ledger()
    {
        Hold(Lane);
        Assert.False(_state.Free(Start().MessageId));
        Assert.False(_state.Free("unknown"));
    }

    [Fact]
    public void A_refused_park_reads_the_lane_again()
    {
        Hold(Lane);
        Read(Open(1, Now.Wall + TimeSpan.FromHours(1)));
        Assert.IsType<LaneAction.Park>(Rest());
        Assert.IsType<LaneAction.Wait>(_state.DecideUnparked());
        Assert.True(_state.NeedsRead);
    }

    [Fact]
    public void An_attempt_whose_end_could_not_be_written_is_not_repeated_at_once()
    {
        Hold(Lane);
        var entry = Start();
        _state.End(new LaneInput.Ended(entry, null, null), Now);
        Assert.False(_state.MayStart(Now));
        Pass(TimeSpan.FromMilliseconds(500));
        Assert.True(_state.MayStart(Now));
    }

    [Fact]
    public void Attempts_that_began_before_the_parallelism_was_lowered_leave_no_room()
    {
        Hold(Lane, new LaneStatus(Lane, 2, false, 0, 0) { LastSeq = 3 });
        Read(Open(1, Now.Wall), Open(2, Now.Wall), Open(3, Now.Wall));
        foreach (var entry in _state.Startable(Now))
        {
            _state.Start(entry);
        }

        Assert.True(_state.IsFull);
        See(look: 2, parallelism: 1);
        _state.End(new LaneInput.Ended(_state.Window.Entries[0], Settlement(_state.Window.Entries[0], MessageState.Delivered), new SettleOutcome(SettleStatus.Settled, [], true, null)), Now);
        Assert.True(_state.IsFull);
    }

    [Fact]
    public void A_lane_that_has_work_is_handed_over_only_when_it_must_be()
    {
        _state.Wake();
        _state.HandOver(ifIdle: true, holdsCommands: false);
        Assert.False(_state.IsHandingOver);
        _state.HandOver(ifIdle: false, holdsCommands: true);
        Assert.True(_state.IsHandingOver);
    }

    [Fact]
    public void Commands_are_acknowledged_several_at_a_time_while_more_messages_wait()
    {
        Hold(Lane, new LaneStatus(Lane, 20, false, 0, 0) { LastSeq = 20 });
        Read([.. Enumerable.Range(1, 20).Select(seq => Open(seq, Now.Wall))]);
        Assert.True(_state.AcknowledgesNow(Now));
        foreach (var entry in _state.Startable(Now).Take(_options.Prefetch / 4))
        {
            Assert.False(_state.AcknowledgesNow(Now));
            _state.Start(entry);
            _state.End(new LaneInput.Ended(entry, Settlement(entry, MessageState.Delivered), new SettleOutcome(SettleStatus.Settled, [], true, null)), Now);
        }

        Assert.True(_state.AcknowledgesNow(Now));
        Assert.False(_state.AcknowledgesNow(Now));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_state.AcknowledgesNow(Now));
    }

    private static OpenMessage Open(long seq, DateTimeOffset notBefore) => new($"msg_{seq}", seq, MessageState.Ready, 0, notBefore, notBefore);

    [Theory]
    [InlineData(StoredMessage.LongBody, true)]
    [InlineData(StoredMessage.LongBody + 1, false)]
    public void A_long_body_is_not_kept_while_its_message_waits_for_a_retry(int length, bool isKept)
    {
        var entry = Started();
        entry.Content = new StoredMessage("msg_1", new MessageSpec { Url = "https://example.com/" }, new byte[length], MessageState.Ready, 0, 1, Now.Wall);

        var settled = Settlement(entry, MessageState.Retrying) with { NextAttemptAt = Now.Wall.AddMinutes(1) };
        _state.End(new LaneInput.Ended(entry, settled, new SettleOutcome(SettleStatus.Settled, [], LaneDone: false, null)), Now);

        Assert.Equal(isKept, entry.Content is not null);
    }

    private static AttemptSettlement Settlement(LaneEntry entry, MessageState next) =>
        new() { MessageId = entry.MessageId, Attempt = entry.Attempts, Lane = Lane, NextState = next, StartedAt = DateTimeOffset.UnixEpoch, FinishedAt = DateTimeOffset.UnixEpoch };

    private LaneTurnHandle Turn(long seq, long signal = 0) => new(
        new StoredMessage($"msg_{seq}", new MessageSpec { Url = "https://example.com/" }, ReadOnlyMemory<byte>.Empty, MessageState.Ready, 0, seq, Now.Wall), Now.Stamp) { Signal = signal };

    private void Hold(LaneEpoch lane, LaneStatus? status = null)
    {
        status ??= new LaneStatus(lane, 1, false, 0, 0);
        var known = new LaneSnapshot(status, Look: 1, Now.Stamp);
        _state.Hold(new LaneInput.Granted(new LaneLease(_time, ModelOptions.Seen, known, _options.Lease), known));
    }

    // The ledger's answer to a read, and a look that knows as much.
    private void Read(params OpenMessage[] open)
    {
        _state.Window.Replace(open, complete: true, open.Length == 0 ? 0 : open[^1].Seq);
        _state.Read();
        if (_state.AsksForLook)
        {
            _state.AwaitLook(2);
            See(look: 2);
        }
    }

    private void See(long look, bool paused = false, int? parallelism = null) =>
        _state.See(new LaneInput.Seen(new LaneSnapshot(_state.Status! with { Paused = paused, Parallelism = parallelism ?? _state.Status.Parallelism }, look, Now.Stamp)));

    private LaneEntry Start()
    {
        Read(Open(1, Now.Wall));
        var entry = Assert.Single(_state.Startable(Now));
        _state.Start(entry);
        return entry;
    }

    private LaneEntry Started(LaneEpoch? lane = null)
    {
        Hold(lane ?? Lane);
        return Start();
    }

    // The lane's polls go on meanwhile.
    private void Pass(TimeSpan time)
    {
        _time.Advance(time);
        See(look: 100);
    }

    private LaneAction Rest() => _state.DecideRest(Now, waitsForPermits: false);

    private TimeSpan Wait() => Assert.IsType<LaneAction.Wait>(Rest()).Limit;
}
