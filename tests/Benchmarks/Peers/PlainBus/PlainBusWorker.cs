using System.Globalization;
using MassTransit;

namespace BusQStash.Benchmarks.Peers.PlainBus;

/// <summary>The process of a plain MassTransit consumer.</summary>
internal static class PlainBusWorker
{
    public const string Role = "peer-plain-bus";

    /// <param name="arguments">Broker's address, queue, concurrency.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var concurrency = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        using var post = new JobPost();
        var bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(broker =>
        {
            broker.Host(new Uri(arguments[0]));
            broker.ReceiveEndpoint(arguments[1], endpoint =>
            {
                // Twice what works at once, so that the next is there when one ends.
                endpoint.PrefetchCount = 2 * concurrency;
                endpoint.ConcurrentMessageLimit = concurrency;
                endpoint.Consumer(() => new PlainJobConsumer(post));
            });
        });
        await bus.StartAsync();
        await Task.Delay(Timeout.Infinite);
    }
}
