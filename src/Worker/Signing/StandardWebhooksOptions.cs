using BusQStash.Rules.Signing;

namespace BusQStash.Worker.Signing;

/// <summary>Which requests carry signatures of Standard Webhooks besides QStash's, section <c>BusQStash:StandardWebhooks</c>. A message's own setting takes precedence.</summary>
internal sealed class StandardWebhooksOptions
{
    public const string SectionName = "BusQStash:StandardWebhooks";

    /// <summary>Schemes of messages that say nothing: <c>v1</c>, <c>v1a</c>, <c>v1,v1a</c> or <c>none</c>, the default.</summary>
    public string Schemes { get; set; } = WebhookSchemeNames.None;

    /// <summary>The same for queues, by name; they go before <see cref="Schemes"/>.</summary>
    public Dictionary<string, QueueWebhooksOptions> Queues { get; } = new(StringComparer.Ordinal);
}
