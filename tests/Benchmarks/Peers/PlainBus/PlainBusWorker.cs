using MassTransit;

namespace BusQStash.Benchmarks.Peers.PlainBus;

/// <summary>The process that consumes: <c>peer-plain-bus --rabbit URL --queue NAME --concurrency N</c>.</summary>
internal static class PlainBusWorker
{
    public const string Role = "peer-plain-bus";

    public static async Task RunAsync(Arguments arguments)
    {
        var concurrency = arguments.Number("concurrency", 64);
        using var handler = new SocketsHttpHandler();
        using var http = new HttpClient(handler);
        var bus = Bus.Factory.CreateUsingRabbitMq(broker =>
        {
            broker.Host(new Uri(arguments.Text("rabbit")!));
            broker.ReceiveEndpoint(arguments.Text("queue")!, endpoint =>
            {
                // Twice what works at once, so that the next is there when one ends.
                endpoint.PrefetchCount = 2 * concurrency;
                endpoint.ConcurrentMessageLimit = concurrency;
                endpoint.Consumer(() => new PlainJobConsumer(http));
            });
        });
        await bus.StartAsync();
        await Task.Delay(Timeout.Infinite);
    }
}
