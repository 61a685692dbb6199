using System.Runtime.ExceptionServices;
using BusQStash.Api.Http;
using MassTransit;

namespace BusQStash.Api.EnqueueDoor;

/// <summary>
/// Keeps commands out of the error queue that failed only because the ledger was away: thrown on, the broker keeps the command and hands it
/// over again. What failed for another reason goes to the error queue, where someone can look at it.
/// </summary>
internal sealed class HandBackFilter : IFilter<ExceptionReceiveContext>
{
    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (LedgerFaults.Is(context.Exception))
        {
            ExceptionDispatchInfo.Throw(context.Exception);
        }

        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("handBack");
}
