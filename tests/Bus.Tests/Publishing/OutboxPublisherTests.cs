using BusQStash.Bus.Publishing;
using BusQStash.Bus.Tests.Harness;
using BusQStash.Contracts.Events;
using BusQStash.Store.Outbox;
using BusQStash.Testing;
using Xunit;

namespace BusQStash.Bus.Tests.Publishing;

public sealed class OutboxPublisherTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Removes_what_is_published_and_leaves_what_was_never_written()
    {
        await using var bus = BusUnderTest.InMemory();
        using var publisher = bus.Make<OutboxPublisher>();

        // Before it starts, so that all are one group: between groups it pauses, by a clock that stands still here.
        publisher.Post(OutcomeEvents.Accepted(bus.Message("msg_1")));
        publisher.Post([Delivered("msg_1"), Delivered("msg_2")]);
        await publisher.StartAsync(None);

        await Eventually.TrueAsync(() => bus.Outbox.Removed.Count == 2, "the entries to be removed");
        Assert.Equal(["msg_1/delivered", "msg_2/delivered"], bus.Outbox.Removed.Order());
        await publisher.StopAsync(None);
    }

    [Fact]
    public async Task While_the_broker_is_away_everything_stays()
    {
        await using var bus = BusUnderTest.BrokerAway();
        bus.Outbox.Left.Add(Delivered("msg_1"));

        Assert.Equal(1, await bus.Get<OutboxPublisher>().PublishStaleAsync(None));

        Assert.Empty(bus.Outbox.Removed);
    }

    [Fact]
    public async Task Publishes_what_its_writer_has_not_after_a_quarter_of_a_minute()
    {
        await using var bus = BusUnderTest.InMemory();
        bus.Outbox.Left.Add(Delivered("msg_1"));

        Assert.Equal(1, await bus.Get<OutboxPublisher>().PublishStaleAsync(None));

        Assert.Equal(bus.Time.GetUtcNow().AddSeconds(-15), bus.Outbox.ReadBefore);
        Assert.Equal(["msg_1/delivered"], bus.Outbox.Removed);
    }

    [Fact]
    public async Task A_ledger_that_is_away_stops_nothing()
    {
        await using var bus = BusUnderTest.InMemory();
        bus.Outbox.Failures = 1;
        bus.Outbox.Left.Add(Delivered("msg_1"));
        var publisher = bus.Get<OutboxPublisher>();

        await publisher.PublishStaleAsync(None);
        Assert.Empty(bus.Outbox.Removed);

        await publisher.PublishStaleAsync(None);
        Assert.Equal(["msg_1/delivered"], bus.Outbox.Removed);
    }

    private static OutboxEntry Delivered(string messageId) => OutcomeEvents.Entry(new MessageDelivered { MessageId = messageId });
}
