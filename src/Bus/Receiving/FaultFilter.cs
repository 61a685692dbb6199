using System.Runtime.ExceptionServices;
using System.Runtime.Serialization;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace BusQStash.Bus.Receiving;

/// <summary>
/// Handles messages that MassTransit would move to an error queue. An unreadable command is discarded: the ledger has the message, and the reconciler sends
/// a new command. Any other message is returned to the broker, which redelivers it to this worker or another.
/// </summary>
internal sealed partial class FaultFilter(string endpoint, BusMetrics metrics, ILogger logger) : IFilter<ExceptionReceiveContext>
{
    // The broker hands it over again at once; without a pause that would go round as fast as it can.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (PoisonFilter.IsQuestion(context))
        {
            return;
        }

        if (context.Exception is SerializationException or System.Text.Json.JsonException or PoisonCommandException)
        {
            context.GetOrAddPayload(static () => new DiscardedCommand());
            metrics.Discarded();
            Log.Discarded(logger, endpoint, context.Exception.Message);
            return;
        }

        Log.GivenBack(logger, endpoint, context.Exception.Message);
        await Task.Delay(Pause, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ExceptionDispatchInfo.Throw(context.Exception);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("fault");

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A command on {Endpoint} could not be read and was discarded: {Reason}")]
        public static partial void Discarded(ILogger logger, string endpoint, string reason);

        [LoggerMessage(2, LogLevel.Debug, "A command on {Endpoint} is returned to the broker: {Reason}")]
        public static partial void GivenBack(ILogger logger, string endpoint, string reason);
    }
}
