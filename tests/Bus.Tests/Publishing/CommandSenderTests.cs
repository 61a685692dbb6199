using BusQStash.Bus.Connections;
using BusQStash.Bus.Naming;
using BusQStash.Bus.Publishing;
using BusQStash.Bus.Tests.Harness;
using BusQStash.Testing;
using Xunit;

namespace BusQStash.Bus.Tests.Publishing;

public sealed class CommandSenderTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(100, 100, false)]
    [InlineData(101, 0, true)]
    public async Task A_large_body_stays_in_the_ledger(int length, int carried, bool inLedger)
    {
        await using var bus = BusUnderTest.InMemory();
        var received = await ReceivedCommands.AtAsync(bus, BrokerNames.Deliver);

        await bus.Get<CommandSender>().SendMarkedAsync(bus.Stored("msg_1", length), None);

        await Eventually.TrueAsync(() => received.Commands.Count == 1, "the command to arrive");
        var command = Assert.Single(received.Commands);
        Assert.Equal((inLedger, carried), (command.BodyInLedger, command.Body.Length));
        Assert.True(command.Marked);
    }

    [Fact]
    public async Task Does_not_try_while_the_broker_is_known_to_be_away()
    {
        await using var bus = BusUnderTest.BrokerAway();

        var refused = await Assert.ThrowsAsync<BrokerUnavailableException>(() => bus.Get<CommandSender>().SendMarkedAsync(bus.Stored("msg_1"), None));

        Assert.Contains(nameof(BrokerState.Unreachable), refused.Message, StringComparison.OrdinalIgnoreCase);
    }
}
