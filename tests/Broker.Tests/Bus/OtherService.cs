using MassTransit;

namespace BusQStash.Broker.Tests.Bus;

/// <summary>A service beside BusQStash with a MassTransit bus of its own and plain defaults; of BusQStash it knows the contracts.</summary>
internal sealed class OtherService : IAsyncDisposable
{
    private OtherService(IBusControl bus) => Bus = bus;

    public IBusControl Bus { get; }

    public static async Task<OtherService> StartAsync(string amqp, Action<IRabbitMqBusFactoryConfigurator>? configure = null)
    {
        var bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(new Uri(amqp));
            configure?.Invoke(rabbit);
        });
        await bus.StartAsync();
        return new OtherService(bus);
    }

    public async ValueTask DisposeAsync() => await Bus.StopAsync();
}
