using BusQStash.Store.Delays;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Bus.Scheduling;

/// <summary>Lets a bus schedule over BusQStash's ledger instead of the archived delayed-message plugin.</summary>
public static class LedgerSchedulerExtensions
{
    /// <summary>
    /// Makes <c>Redeliver</c>, <c>UseScheduledRedelivery</c> and <c>ScheduleSend</c> of a consume context use the ledger. Call it before endpoints are configured.
    /// </summary>
    /// <param name="configurator">The bus.</param>
    /// <param name="provider">The host's services; the host has a BusQStash worker or store.</param>
    public static void UseLedgerScheduler(this IBusFactoryConfigurator configurator, IServiceProvider provider)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        ArgumentNullException.ThrowIfNull(provider);
        var due = provider.GetRequiredService<IDueItems>();

        var bus = new CreatedBus();
        configurator.ConnectBusObserver(bus);

        // Before the pipeline of the endpoint: UseScheduledRedelivery looks for the payload earlier than ordinary filters run.
        configurator.AddPrePipeSpecification(new FilterPipeSpecification<ConsumeContext>(new SchedulerFilter(due, bus)));
    }

    /// <summary>A scheduler for use outside consumers: scheduled messages wait in the ledger and can be canceled there.</summary>
    /// <param name="bus">The bus whose topology names the destinations of scheduled publishes.</param>
    /// <param name="provider">The host's services; the host has a BusQStash worker or store.</param>
    public static IMessageScheduler CreateLedgerScheduler(this IBus bus, IServiceProvider provider)
    {
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(provider);
        return new MessageScheduler(
            new LedgerScheduleMessageProvider(bus.Address, provider.GetRequiredService<IDueItems>()),
            bus.Topology);
    }
}
