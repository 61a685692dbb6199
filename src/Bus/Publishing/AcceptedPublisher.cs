using BusQStash.Bus.Connections;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Publishing;

/// <inheritdoc cref="IAcceptedPublisher" />
/// <remarks>
/// The process may crash at any line here: the messages are in the ledger. When a worker finds this process dead, it resends the unordered ones above its
/// watermark, marked; the workers' own polling finds the lanes.
/// </remarks>
internal sealed partial class AcceptedPublisher(
    UnorderedCommands unordered,
    OrderedCommands ordered,
    IOutboxPublisher outbox,
    IOptions<BrokerOptions> options,
    ILogger<AcceptedPublisher> logger) : IAcceptedPublisher
{
    public async Task PublishAsync(IReadOnlyList<AcceptOutcome> outcomes, CancellationToken cancellationToken)
    {
        var sends = new List<Task>(outcomes.Count);
        foreach (var outcome in outcomes)
        {
            if (!outcome.Deduplicated)
            {
                sends.Add(PublishAsync(outcome));
            }
        }

        if (sends.Count == 0)
        {
            return;
        }

        // The sends continue in the background, each with its own timeout: the ledger has the messages, so the caller need not wait for all of them.
        // None of them throws.
        try
        {
            await Task.WhenAll(sends).WaitAsync(options.Value.ConfirmPatience, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // The answer need not wait any longer.
        }
    }

    private async Task PublishAsync(AcceptOutcome outcome)
    {
        outbox.Post(OutcomeEvents.Accepted(outcome.Message));
        try
        {
            var message = Stored(outcome);
            if (message.Spec.QueueName is { } queueName)
            {
                await ordered.SendAsync(message, queueName, outcome);
            }
            else if (outcome.OriginNumber > 0)
            {
                await unordered.SendAsync(message, outcome.OriginNumber);
            }
        }
        catch (BrokerUnavailableException)
        {
            // Said once by the watch, not once per message.
        }
        catch (Exception exception)
        {
            Log.NotConfirmed(logger, outcome.MessageId, exception.Message);
        }
    }

    private static StoredMessage Stored(AcceptOutcome outcome) => new(
        outcome.MessageId, outcome.Message.Spec, outcome.Message.Body, MessageState.Ready, 0, outcome.Seq, outcome.Message.CreatedAt);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The command of {MessageId} was not confirmed and will be looked after: {Reason}")]
        public static partial void NotConfirmed(ILogger logger, string messageId, string reason);
    }
}
