using BusQStash.Bus.Naming;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace BusQStash.Bus.Receiving;

/// <summary>Discards commands of unknown type (poison messages), because a skipped queue per lane would be unmanageable.</summary>
internal sealed partial class PoisonFilter(string endpoint, BusMetrics metrics, ILogger logger) : IFilter<ReceiveContext>
{
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (!context.TryGetPayload<DiscardedCommand>(out _) && !IsQuestion(context))
        {
            metrics.Discarded();
            Log.Skipped(logger, endpoint, context.ContentType?.ToString() ?? "none");
        }

        return Task.CompletedTask;
    }

    /// <summary>It was sent to see whether the broker queue confirms it, and says nothing.</summary>
    public static bool IsQuestion(ReceiveContext context) => context.ContentType?.MediaType == BrokerNames.Question;

    public void Probe(ProbeContext context) => context.CreateFilterScope("poison");

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A command on {Endpoint} has an unknown type (content type {ContentType}) and was discarded")]
        public static partial void Skipped(ILogger logger, string endpoint, string contentType);
    }
}
