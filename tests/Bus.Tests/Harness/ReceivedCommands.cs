using System.Collections.Concurrent;
using BusQStash.Bus.Publishing;
using BusQStash.Bus.Receiving;
using MassTransit;

namespace BusQStash.Bus.Tests.Harness;

/// <summary>What arrives at a broker queue.</summary>
internal sealed class ReceivedCommands
{
    private readonly ConcurrentQueue<DeliverMessage> _commands = [];

    private ReceivedCommands()
    {
    }

    public IReadOnlyCollection<DeliverMessage> Commands => _commands;

    public static async Task<ReceivedCommands> AtAsync(BusUnderTest bus, string name)
    {
        var received = new ReceivedCommands();
        var handle = bus.Get<ReceiveEndpoints>().ConnectShared(name, prefetch: 1, endpoint => endpoint.Handler<DeliverMessage>(context =>
        {
            received._commands.Enqueue(context.Message);
            return Task.CompletedTask;
        }));
        await handle.Ready;
        return received;
    }
}
