using System.Globalization;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Headers;
using BusQStash.Rules.Signing;
using BusQStash.Worker.Callbacks;
using BusQStash.Worker.Delivery;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Signing;

/// <summary>Signs requests as standardwebhooks.com has it, for receivers that know that scheme and not QStash's.</summary>
/// <remarks>
/// The id is the message's, the same in every attempt: a receiver knows a repetition by it. The time is that of the attempt, as a receiver refuses old ones.
/// </remarks>
internal sealed class StandardWebhooks(IOptions<StandardWebhooksOptions> options)
{
    private const string Id = "webhook-id", Timestamp = "webhook-timestamp", Signature = "webhook-signature";

    private readonly StandardWebhooksOptions _options = options.Value;

    /// <summary>The schemes for a message's requests: the message's own setting, else its queue's, else the server's.</summary>
    public WebhookSchemes SchemesOf(MessageSpec spec)
    {
        var text = MessageOptions.Find(spec, WebhookSchemeNames.Option)
            ?? (spec.QueueName is { } queue ? _options.Queues.GetValueOrDefault(queue)?.Schemes : null)
            ?? _options.Schemes;
        return WebhookSchemeNames.TryParse(text, out var schemes) ? schemes : WebhookSchemes.None;
    }

    /// <summary>Whether a header is one of the scheme's, or may be read as one: of those only ours may be there.</summary>
    public static bool IsOurs(string name) =>
        HeaderLookalikes.Comparer.Equals(name, Id) || HeaderLookalikes.Comparer.Equals(name, Timestamp) || HeaderLookalikes.Comparer.Equals(name, Signature);

    /// <summary>The three headers.</summary>
    public static IReadOnlyList<HeaderLine> Headers(Attempt attempt, WebhookSchemes schemes, SigningMaterial keys, DateTimeOffset now)
    {
        var content = WebhookKey.Content(attempt.MessageId, now, attempt.Body.Span);
        return
        [
            new HeaderLine(Id, attempt.MessageId),
            new HeaderLine(Timestamp, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            new HeaderLine(Signature, string.Join(' ', keys.Webhooks.SelectMany(key => key.Sign(content, schemes)))),
        ];
    }
}
