using BusQStash.Bus.Naming;
using BusQStash.Bus.Publishing;
using BusQStash.Bus.Tests.Harness;
using BusQStash.Store.Messages;
using BusQStash.Testing;
using Xunit;

namespace BusQStash.Bus.Tests.Publishing;

public sealed class AcceptedPublisherTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_the_broker_took_moves_the_watermark()
    {
        await using var bus = BusUnderTest.InMemory();
        var received = await ReceivedCommands.AtAsync(bus, BrokerNames.Deliver);

        await PublishAsync(bus, Unordered(bus, "msg_1", number: 1));

        Assert.Equal(1, bus.Get<ConfirmTracker>().Watermark);
        await Eventually.TrueAsync(() => received.Commands.Count == 1, "the command to arrive");
        var command = Assert.Single(received.Commands);
        Assert.Equal(("msg_1", 7, 1L, false), (command.MessageId, command.Origin, command.OriginNumber, command.Marked));
    }

    [Fact]
    public async Task A_publish_does_not_wait_for_an_unreachable_broker_and_its_number_counts_as_unsent()
    {
        await using var bus = BusUnderTest.BrokerAway();

        await PublishAsync(bus, Unordered(bus, "msg_1", number: 1), Unordered(bus, "msg_2", number: 2));

        var tracker = bus.Get<ConfirmTracker>();
        Assert.Equal((0, 2), (tracker.Watermark, tracker.Top));
        Assert.Equal([1, 2], tracker.ListNotSent(10));
    }

    [Fact]
    public async Task A_duplicate_gets_no_second_command()
    {
        await using var bus = BusUnderTest.InMemory();
        var received = await ReceivedCommands.AtAsync(bus, BrokerNames.Deliver);

        await PublishAsync(bus, AcceptOutcome.DuplicateOf(bus.Message("msg_1"), "msg_1"), Unordered(bus, "msg_2", number: 1));

        await Eventually.TrueAsync(() => received.Commands.Count > 0, "the other command to arrive");
        Assert.Equal(["msg_2"], received.Commands.Select(command => command.MessageId));
    }

    [Fact]
    public async Task A_message_without_a_number_waits_for_its_due_row()
    {
        await using var bus = BusUnderTest.InMemory();

        await PublishAsync(bus, Unordered(bus, "msg_1", number: 0));

        Assert.Equal(0, bus.Get<ConfirmTracker>().Top);
    }

    [Fact]
    public async Task A_message_of_a_queue_goes_to_the_queues_own_broker_queue_with_its_signal()
    {
        await using var bus = BusUnderTest.InMemory();
        var received = await ReceivedCommands.AtAsync(bus, BrokerNames.Lane("q", null));

        await bus.Get<IAcceptedPublisher>().PublishAsync(
            [new AcceptOutcome(bus.Message("msg_1", "q"), "msg_1", false, 5, null, 0) { Signal = 9 }], None);

        await Eventually.TrueAsync(() => received.Commands.Count == 1, "the command to arrive");
        var command = Assert.Single(received.Commands);
        Assert.Equal((5L, 9L), (command.Seq, command.Signal));
    }

    private static AcceptOutcome Unordered(BusUnderTest bus, string id, long number) => new(bus.Message(id), id, Deduplicated: false, 0, null, number);

    private static Task PublishAsync(BusUnderTest bus, params AcceptOutcome[] outcomes) => bus.Get<IAcceptedPublisher>().PublishAsync(outcomes, None);
}
