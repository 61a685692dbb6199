using BusQStash.Rules.Headers;
using BusQStash.Store.Messages;
using BusQStash.Worker.Delivery;

namespace BusQStash.Worker.Retries;

/// <summary>Interprets an answer (wire contract 10.1). A redirect is an ordinary non-2xx answer.</summary>
internal static class AnswerRules
{
    private const int NonRetryableStatus = 489;

    public static DeliveryOutcome Judge(ResponseRecord answer) => answer.Status switch
    {
        >= 200 and <= 299 => new DeliveryOutcome.Delivered(answer),
        NonRetryableStatus when SaysNonRetryable(answer) => new DeliveryOutcome.NotRetryable(answer),
        _ => new DeliveryOutcome.Rejected(answer),
    };

    private static bool SaysNonRetryable(ResponseRecord answer) => answer.Headers.Any(header =>
        header.Name.Equals(DestinationHeaders.NonRetryableError, StringComparison.OrdinalIgnoreCase)
        && header.Value.AsSpan().Trim().Equals("true", StringComparison.OrdinalIgnoreCase));
}
