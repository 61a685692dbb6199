using BusQStash.Api.Publishing;
using BusQStash.Api.Schedules;

namespace BusQStash.Api.Reference;

/// <summary>Every header that configures messages and schedules (wire contract 3.1, 11.4), each described once.</summary>
internal static class HeaderParameters
{
    private static readonly HeaderParameter[] Options =
    [
        new(PublishHeader.Method, "Method of the request: GET, POST, PUT, PATCH or DELETE. Default: POST.", "PUT"),
        new(PublishHeader.Timeout, "Longest time one attempt may take, a duration. It can only shorten the server's own limit.", "30s"),
        new(PublishHeader.Retries, "Retries after the first attempt. Default: the server's (3); of a callback: its message's.", "5"),
        new(PublishHeader.RetryDelay, "Milliseconds before a retry, as an expression of retried (0 before the first).", "1000 * pow(2, retried)"),
        new(PublishHeader.Delay, "Wait before the first attempt, a duration: 50s, 10m, 1d10h30m.", "10m"),
        new($"{PublishHeader.Forward}*", "Sent along under the rest of its name.", "1"),
        new(PublishHeader.FlowControlKey, "Messages of one key share limits. Needs the value beside it.", "partner"),
        new(PublishHeader.FlowControlValue, "The limits: at least one of parallelism and rate; the period is a second when left out.", "parallelism=2, rate=10, period=1m"),
        new($"{PublishHeader.Workflow}*", "Kept with the message for Upstash Workflow; the server does nothing with it.", "run"),
        new(PublishHeader.StandardWebhooks, "Signatures of Standard Webhooks beside Upstash-Signature: v1 (HMAC), v1a (ed25519), both, or none. Not in QStash.", "v1"),
        new(PublishHeader.FeatureSet, "Kept with the message for Upstash Workflow; the server does nothing with it.", "WF_NoDelete"),
    ];

    private static readonly HeaderParameter[] Callbacks =
    [
        new(PublishHeader.Callback, "URL that receives the result of every attempt.", "https://example.com/done"),
        .. Of("the callback", PublishHeader.CallbackPrefix),
        new(PublishHeader.CallbackFailureCallback, "URL that is called if the callback itself finally fails.", "https://example.com/lost"),
        .. Of("the callback's failure callback", PublishHeader.CallbackFailureCallbackPrefix),
        new(PublishHeader.FailureCallback, "URL that is called once if delivery finally fails.", "https://example.com/failed"),
        .. Of("the failure callback", PublishHeader.FailureCallbackPrefix),
    ];

    private static readonly HeaderParameter[] OfAll =
    [
        .. Of("the message", PublishHeader.Prefix),
        new(PublishHeader.Label, "Labels to find the message by, separated by commas.", "orders,eu"),
        new(PublishHeader.RedactFields, "What no list shows: body, headers, headers[Name]; separated by commas.", "body, headers[Authorization]"),
        new(PublishHeader.DeduplicationId, "Within the window only the first message of an id is accepted. No colon.", "order-1"),
        new(PublishHeader.ContentBasedDeduplication, "The same, with destination, body and headers in place of an id.", "true"),
        new(PublishHeader.DeduplicationWindow, "How long a duplicate is recognised, a duration. Default: the server's (10m). Not in QStash.", "1h"),
        .. Callbacks,
    ];

    private static readonly HeaderParameter[] OfBodies =
    [
        new(PublishHeader.ContentType, "What the body is; the destination sees it.", "application/json"),
        new(PublishHeader.ForwardContentType, "The same, where no plain Content-Type is given.", "application/json"),
        new(PublishHeader.HeaderForward, "true: all headers of this request are sent along, for webhooks.", "true"),
    ];

    private static readonly HeaderParameter Cron = new(
        PublishHeader.Cron, "When a schedule fires: five fields, in UTC unless CRON_TZ=zone stands before them. On a publish it makes a schedule of it.", "0 9 * * 1-5");

    private static readonly HeaderParameter NotBefore = new(PublishHeader.NotBefore, "Earliest time of the first attempt, in unix seconds. It goes over the delay.", "1893456000");

    private static readonly HeaderParameter[] OfSchedules =
    [
        new(ScheduleHeader.ScheduleId, "The schedule's id; one that is there is replaced.", "daily"),
        new(ScheduleHeader.QueueName, "The queue every message goes through.", "orders"),
    ];

    internal static IReadOnlyList<HeaderParameter> Message { get; } = [.. OfBodies, .. OfAll, NotBefore, Cron, .. OfSchedules];

    internal static IReadOnlyList<HeaderParameter> Schedule { get; } = [Cron, .. OfSchedules, .. OfBodies, .. OfAll];

    /// <summary>The headers that a dead letter's retry may override: all options, but not the body.</summary>
    internal static IReadOnlyList<HeaderParameter> Retry { get; } = [.. OfAll, NotBefore];

    internal static IReadOnlyList<HeaderParameter> All { get; } = [.. Message.Union(Schedule)];

    private static IEnumerable<HeaderParameter> Of(string what, string prefix) =>
        Options.Select(option => new HeaderParameter(prefix + option.Name, $"Of {what}. {option.Description}", option.Example));
}
