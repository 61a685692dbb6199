using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Worker.Queues;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Worker.Tests.Queues;

public sealed class LaneTurnsTests
{
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider _time = new();
    private readonly LaneWindow _window = new();
    private readonly LaneTurns _turns;

    public LaneTurnsTests() => _turns = new LaneTurns(_time);

    [Fact]
    public void Acknowledges_a_command_once_its_message_has_left_the_lane()
    {
        var turn = Add(5);
        _window.Replace([Open(5)], complete: true, _turns.HighestSeq);
        _turns.Resolve(_window, Hold);
        Assert.False(turn.Done.IsCompleted);

        _window.Remove(_window.Find(5)!);
        _turns.Resolve(_window, Hold);

        Assert.True(turn.Done.IsCompleted);
    }

    [Fact]
    public void Holds_a_command_whose_message_was_not_reached_yet()
    {
        var turn = Add(50);
        _window.Replace([Open(5)], complete: false, _turns.HighestSeq);

        _turns.Resolve(_window, Hold);

        Assert.False(turn.Done.IsCompleted);
    }

    [Fact]
    public void Acknowledges_a_command_of_an_earlier_queue_of_the_same_name()
    {
        var turn = Add(5, "msg_of_the_deleted_queue");
        _window.Replace([Open(5)], complete: true, _turns.HighestSeq);

        _turns.Resolve(_window, Hold);

        Assert.True(turn.Done.IsCompleted);
    }

    [Fact]
    public void Leaves_a_command_to_the_ledger_after_the_hold_limit()
    {
        var turn = Add(5);
        _window.Replace([Open(5)], complete: true, _turns.HighestSeq);
        _time.Advance(Hold);

        _turns.Resolve(_window, Hold);

        Assert.True(turn.Done.IsCompleted);
        Assert.True(_turns.IsEmpty);
    }

    private LaneTurnHandle Add(long seq, string? id = null)
    {
        var message = new StoredMessage(id ?? $"msg_{seq}", new MessageSpec(), default, MessageState.Ready, 0, seq, default);
        var turn = new LaneTurnHandle(message, _time.GetTimestamp());
        _turns.Add(turn);
        return turn;
    }

    private static OpenMessage Open(long seq) => new($"msg_{seq}", seq, MessageState.Ready, 0, default, default);
}
