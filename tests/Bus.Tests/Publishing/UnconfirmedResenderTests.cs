using BusQStash.Bus.Naming;
using BusQStash.Bus.Publishing;
using BusQStash.Bus.Tests.Harness;
using BusQStash.Testing;
using Xunit;

namespace BusQStash.Bus.Tests.Publishing;

public sealed class UnconfirmedResenderTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_certainly_not_sent_is_sent_as_soon_as_the_broker_takes_it()
    {
        await using var bus = BusUnderTest.InMemory();
        var received = await ReceivedCommands.AtAsync(bus, BrokerNames.Deliver);
        var tracker = bus.Get<ConfirmTracker>();
        tracker.Begin(1);
        tracker.NotSent(1);
        bus.Messages.ByNumber[1] = bus.Stored("msg_1");
        using var resending = bus.Make<UnconfirmedResender>();
        await resending.StartAsync(None);

        await Eventually.TrueAsync(() => tracker.Watermark == 1 && received.Commands.Count == 1, "the command to be sent");

        Assert.True(Assert.Single(received.Commands).Marked);
        Assert.Empty(bus.Messages.Recorded);
        await resending.StopAsync(None);
    }

    [Fact]
    public async Task A_number_that_is_on_its_way_is_left_alone()
    {
        await using var bus = BusUnderTest.InMemory();
        var received = await ReceivedCommands.AtAsync(bus, BrokerNames.Deliver);
        var tracker = bus.Get<ConfirmTracker>();
        tracker.Begin(1);
        tracker.Begin(2);
        tracker.Begin(3);
        tracker.NotSent(1);
        tracker.NotSent(3);
        foreach (var number in (long[])[1, 2, 3])
        {
            bus.Messages.ByNumber[number] = bus.Stored($"msg_{number}");
        }

        using var resending = bus.Make<UnconfirmedResender>();
        await resending.StartAsync(None);

        await Eventually.TrueAsync(() => tracker.IsConfirmed(3) && received.Commands.Count == 2, "the commands to be sent");

        Assert.Equal(["msg_1", "msg_3"], received.Commands.Select(command => command.MessageId).Order());
        Assert.Equal(1, tracker.Watermark);
        await resending.StopAsync(None);
    }
}
