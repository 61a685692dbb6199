using System.Diagnostics;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Bus.Scheduling;
using BusQStash.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace BusQStash.Broker.Tests.DropIn;

/// <summary>MassTransit's scheduling on a stock broker: no delayed-message plugin, no Quartz.</summary>
public sealed class When_a_bus_schedules_over_the_ledger(TestBed bed)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    // Below it the ledger's milliseconds and the process's ticks may differ.
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Consumers_may_put_messages_off_and_others_schedule_and_cancel_them()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 0 });
        using var host = CreateHost(system);
        await host.StartAsync(Cancellation);
        var bus = host.Services.GetRequiredService<IBus>();
        var orders = host.Services.GetRequiredService<Orders>();
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Eventually.DefaultTimeout);

        await SendAsync(bus, "again", "put off");
        await SendAsync(bus, "flaky", "shaky");
        await AssertScheduledAsync(host, bus, orders);

        AssertWaits(await orders.WaitForAsync(nameof(AgainConsumer), "put off", 2), AgainConsumer.Wait);
        AssertWaits(await orders.WaitForAsync(nameof(FlakyConsumer), "shaky", 3), Soon / 2, Soon);
        Assert.Equal(2, orders.TimesOf(nameof(AgainConsumer), "put off").Count);
        await host.StopAsync(Cancellation);
    }

    private static async Task AssertScheduledAsync(IHost host, IBus bus, Orders orders)
    {
        var scheduler = bus.CreateLedgerScheduler(host.Services);
        var destination = new Uri("queue:Order");
        var start = Stopwatch.GetTimestamp();
        await scheduler.ScheduleSend(destination, Soon, new OrderPlaced { Order = "sent" }, Cancellation);
        await scheduler.SchedulePublish(Soon, new OrderPlaced { Order = "published" }, Cancellation);
        var canceled = await scheduler.ScheduleSend(destination, Soon, new OrderPlaced { Order = "canceled" }, Cancellation);
        await scheduler.CancelScheduledSend(canceled);
        await scheduler.ScheduleSend(destination, 2 * Soon, new OrderPlaced { Order = "last" }, Cancellation);

        var sent = await orders.WaitForAsync(nameof(OrderConsumer), "sent");
        var published = await orders.WaitForAsync(nameof(OrderConsumer), "published");
        Assert.True(Stopwatch.GetElapsedTime(start, Assert.Single(sent)) > Soon - Early);
        Assert.True(Stopwatch.GetElapsedTime(start, Assert.Single(published)) > Soon - Early);

        // It would have come before this one.
        await orders.WaitForAsync(nameof(OrderConsumer), "last");
        Assert.Empty(orders.TimesOf(nameof(OrderConsumer), "canceled"));
    }

    private static IHost CreateHost(Deployment system)
    {
        var builder = Shop.CreateBuilder(system);
        builder.AddWorker();
        builder.AddShopBus(
            bus => bus.AddConsumers([typeof(OrderConsumer), typeof(AgainConsumer), typeof(FlakyConsumer)]),
            (context, rabbit) =>
            {
                rabbit.UseLedgerScheduler(context);
                rabbit.ReceiveEndpoint("again", endpoint =>
                {
                    endpoint.ConfigureConsumeTopology = false;
                    endpoint.ConfigureConsumer<AgainConsumer>(context);
                });
                rabbit.ReceiveEndpoint("flaky", endpoint =>
                {
                    endpoint.ConfigureConsumeTopology = false;
                    endpoint.UseScheduledRedelivery(retry => retry.Intervals(Soon / 2, Soon));
                    endpoint.ConfigureConsumer<FlakyConsumer>(context);
                });
            });
        return builder.Build();
    }

    private static async Task SendAsync(IBus bus, string queue, string order)
    {
        var endpoint = await bus.GetSendEndpoint(new Uri($"queue:{queue}"));
        await endpoint.Send(new OrderPlaced { Order = order }, Cancellation);
    }

    private static void AssertWaits(IReadOnlyList<long> times, params TimeSpan[] waits)
    {
        Assert.Equal(waits.Length + 1, times.Count);
        foreach (var (index, wait) in waits.Index())
        {
            Assert.True(Stopwatch.GetElapsedTime(times[index], times[index + 1]) > wait - Early);
        }
    }
}
