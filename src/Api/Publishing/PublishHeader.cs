using BusQStash.Rules.Signing;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Publishing;

/// <summary>Headers a publisher configures a message with (wire contract 3.1).</summary>
internal static class PublishHeader
{
    internal const string Prefix = "Upstash-";
    internal const string CallbackPrefix = "Upstash-Callback-";
    internal const string FailureCallbackPrefix = "Upstash-Failure-Callback-";
    internal const string CallbackFailureCallbackPrefix = "Upstash-Callback-Failure-Callback-";

    internal const string ContentType = "Content-Type";
    internal const string ForwardContentType = "Upstash-Forward-Content-Type";
    internal const string Callback = "Upstash-Callback";
    internal const string FailureCallback = "Upstash-Failure-Callback";
    internal const string CallbackFailureCallback = "Upstash-Callback-Failure-Callback";
    internal const string Cron = "Upstash-Cron";
    internal const string DeduplicationId = "Upstash-Deduplication-Id";
    internal const string DeduplicationWindow = "Upstash-Deduplication-Window";
    internal const string ContentBasedDeduplication = "Upstash-Content-Based-Deduplication";
    internal const string HeaderForward = "Upstash-Header-Forward";
    internal const string Label = RunHeaders.Label;
    internal const string NotBefore = "Upstash-Not-Before";
    internal const string RedactFields = "Upstash-Redact-Fields";

    // Names that also configure a callback, behind its own prefix.
    internal const string Method = "Method";
    internal const string Timeout = "Timeout";
    internal const string Retries = "Retries";
    internal const string RetryDelay = "Retry-Delay";
    internal const string Delay = "Delay";
    internal const string Forward = "Forward-";
    internal const string FlowControlKey = "Flow-Control-Key";
    internal const string FlowControlValue = "Flow-Control-Value";
    internal const string Workflow = "Workflow-";
    internal const string FeatureSet = "Feature-Set";
    internal const string StandardWebhooks = WebhookSchemeNames.Option;
}
