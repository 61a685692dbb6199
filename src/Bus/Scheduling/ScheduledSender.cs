using BusQStash.Bus.Connections;
using BusQStash.Bus.Publishing;
using BusQStash.Store.Delays;

namespace BusQStash.Bus.Scheduling;

/// <summary>Sends messages that were scheduled through MassTransit and have come due.</summary>
public sealed class ScheduledSender(BusConnections buses, CommandSender sender)
{
    /// <summary>Sends the message as it was serialized, to where it was scheduled for.</summary>
    /// <exception cref="Exception">It was not confirmed: it may or may not have arrived.</exception>
    public async Task SendAsync(ScheduledBusMessage message, CancellationToken cancellationToken)
    {
        using var limit = sender.Limit(cancellationToken);
        await sender.SendAsync(
            buses.Events,
            async bus =>
            {
                var endpoint = await bus.GetSendEndpoint(ExchangeAddress(new Uri(message.Destination)));
                await endpoint.Send(new StoredBody(), StoredBody.Pipe(message), limit.Token);
            },
            limit.Token);
    }

    // The full address of a queue contains arguments and would declare the queue again; its exchange is sufficient.
    private static Uri ExchangeAddress(Uri address) =>
        address.Scheme is "queue" or "exchange" or "topic"
            ? CommandSender.Address(address.AbsolutePath)
            : CommandSender.Address(Uri.UnescapeDataString(address.Segments[^1]));
}
