using BusQStash.Bus.Naming;
using BusQStash.Store.Messages;
using MassTransit;

namespace BusQStash.Bus.Publishing;

/// <summary>Sends the first commands of unordered messages, and keeps track of which were confirmed.</summary>
internal sealed class UnorderedCommands(CommandSender sender, ConfirmTracker tracker, BrokerTopology topology)
{
    public async Task SendAsync(StoredMessage message, long number)
    {
        tracker.Begin(number);
        try
        {
            await topology.EnsureAsync(BrokerNames.Deliver);
            await sender.SendFirstAsync(message, number, CancellationToken.None);
        }
        catch (MessageReturnedException)
        {
            // As for a lane: make the broker queue again next time; this number stays in doubt and is sent again.
            topology.Forget(BrokerNames.Deliver);
            throw;
        }
        catch (BrokerUnavailableException)
        {
            tracker.NotSent(number);
            throw;
        }

        tracker.Confirm(number);
    }
}
