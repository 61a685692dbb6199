using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace BusQStash.Broker.Tests.DropIn;

public sealed class When_a_host_has_a_bus_of_its_own(TestBed bed)
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_worker_delivers_beside_it_and_leaves_it_alone(bool workerFirst)
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 0 });
        using var host = CreateHost(system, workerFirst);
        await host.StartAsync(Cancellation);
        var hook = system.Destination.AddHook(request => Answer.Status(request.Number == 1 ? 500 : 200));
        var queue = system.NewQueue();

        await system.Calls.PublishAsync(hook.Url, "message", ("Upstash-Retry-Delay", "300"));
        await queue.EnqueueManyAsync(5);
        await host.Services.GetRequiredService<IBus>().Publish(new OrderPlaced { Order = "one" }, Cancellation);
        await hook.WaitForEndedAsync(2);
        await queue.WaitUntilDoneAsync();

        Assert.Single(await host.Services.GetRequiredService<Orders>().WaitForAsync(nameof(OrderConsumer), "one"));
        queue.Log.AssertInOrder().AssertNoRepeats();
        await AssertBusIsTheShopsAsync(host, system);
        await host.StopAsync(Cancellation).WaitAsync(StopLimit, Cancellation);
        await AssertNothingIsInHandAsync(system);
    }

    private static IHost CreateHost(Deployment system, bool workerFirst)
    {
        var builder = Shop.CreateBuilder(system);
        if (workerFirst)
        {
            builder.AddWorker();
        }

        builder.AddShopBus(bus => bus.AddConsumer<OrderConsumer>());
        if (!workerFirst)
        {
            builder.AddWorker();
        }

        return builder.Build();
    }

    private static async Task AssertBusIsTheShopsAsync(IHost host, Deployment system)
    {
        var health = host.Services.GetRequiredService<IBusControl>().CheckHealth();
        Assert.Equal(BusHealthStatus.Healthy, health.Status);
        Assert.Equal(2, health.Endpoints.Count);
        Assert.Single(health.Endpoints.Keys, address => address.EndsWith("/Order", StringComparison.Ordinal) || address.EndsWith("/Order?", StringComparison.Ordinal));
        Assert.Single(host.Services.GetServices<IBusControl>());
        var names = (await system.VirtualHost!.QueuesAsync()).Select(queue => queue.GetProperty("name").GetString()!);
        Assert.Equal(["Order"], names.Where(name => !name.StartsWith("busqstash-", StringComparison.Ordinal) && !name.Contains("_bus_", StringComparison.Ordinal)));
    }

    private static async Task AssertNothingIsInHandAsync(Deployment system) => await Eventually.TrueAsync(
        async () => (await system.VirtualHost!.QueuesAsync()).All(queue =>
            queue.TryGetProperty("messages_unacknowledged", out var count) && count.GetInt64() == 0),
        "the host to have let go of every command");
}
