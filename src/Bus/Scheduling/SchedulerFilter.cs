using BusQStash.Store.Delays;
using MassTransit;
using MassTransit.Context;
using MassTransit.Scheduling;

namespace BusQStash.Bus.Scheduling;

/// <summary>Gives every consume context a scheduler over the ledger.</summary>
internal sealed class SchedulerFilter(IDueItems due, CreatedBus bus) : IFilter<ConsumeContext>
{
    public Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        context.GetOrAddPayload<MessageSchedulerContext>(() => new ConsumeMessageSchedulerContext(
            context,
            consume => new MessageScheduler(
                new LedgerScheduleMessageProvider(consume.ReceiveContext.InputAddress, due),
                bus.Topology)));
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("ledgerScheduler");
}
