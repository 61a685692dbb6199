using System.Diagnostics;
using System.Globalization;
using BusQStash.Rules.Headers;
using BusQStash.Store.Messages;

namespace BusQStash.Worker.Delivery;

/// <summary>How an attempt ended and what was decided about the message.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="NextState">Delivered, Failed or Retrying.</param>
/// <param name="NextAttemptAt">When the next attempt is due; set exactly when retrying.</param>
/// <param name="DlqId">Id of the dead letter; set exactly when failed.</param>
/// <param name="StartedAt">When the attempt started.</param>
/// <param name="FinishedAt">When it ended.</param>
internal sealed record AttemptEnd(
    DeliveryOutcome Outcome,
    MessageState NextState,
    DateTimeOffset? NextAttemptAt,
    string? DlqId,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt)
{
    /// <summary>No attempt follows.</summary>
    public bool IsFinal => NextState != MessageState.Retrying;

    /// <summary>The answer, when there was a complete one.</summary>
    public ResponseRecord? Response => Outcome switch
    {
        DeliveryOutcome.Delivered delivered => delivered.Response,
        DeliveryOutcome.Rejected rejected => rejected.Response,
        DeliveryOutcome.NotRetryable refused => refused.Response,
        DeliveryOutcome.Unreachable => null,
        _ => throw new UnreachableException(),
    };

    /// <summary>Why the attempt failed, in words; <see langword="null"/> when it did not.</summary>
    public string? Error => Outcome switch
    {
        DeliveryOutcome.Delivered => null,
        DeliveryOutcome.Rejected rejected => string.Create(
            CultureInfo.InvariantCulture, $"The destination answered with status {rejected.Response.Status}."),
        DeliveryOutcome.NotRetryable { Error: { } error } => error,
        DeliveryOutcome.NotRetryable refused => string.Create(
            CultureInfo.InvariantCulture, $"The destination answered with status {refused.Response.Status} and {DestinationHeaders.NonRetryableError}: true."),
        DeliveryOutcome.Unreachable unreachable => unreachable.Error,
        _ => throw new UnreachableException(),
    };
}
