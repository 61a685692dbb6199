using System.Globalization;
using BusQStash.Store.BulkActions;

namespace BusQStash.Api.BulkActions;

/// <summary>Converts a bulk action's filters back to the names they were given with.</summary>
internal static class BulkFilterNames
{
    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(BulkAction action) =>
        (action.DeadLetters is { } letters ? Of(letters) : action.Runs is { } runs ? Of(runs) : Of(action.Filter))
        .Where(filter => filter.Values.Count > 0)
        .ToDictionary(filter => filter.Name, filter => filter.Values);

    private static IEnumerable<(string Name, IReadOnlyList<string> Values)> Of(MessageFilter filter) =>
    [
        ("url", filter.Urls),
        ("host", filter.Hosts),
        ("path", filter.Paths),
        ("topicName", filter.TopicNames),
        ("queueName", filter.QueueNames),
        ("label", filter.Labels),
        ("flowControlKey", filter.FlowControlKeys),
        ("scheduleId", filter.ScheduleIds),
        ("callerIp", filter.CallerIps),
        ("fromDate", Time(filter.From)),
        ("toDate", Time(filter.To)),
    ];

    private static IEnumerable<(string Name, IReadOnlyList<string> Values)> Of(DeadLetterFilter filter) =>
    [
        ("dlqIds", filter.Query.DlqIds),
        ("messageId", filter.Query.MessageIds),
        ("url", filter.Query.Urls),
        ("host", filter.Hosts),
        ("topicName", filter.Query.TopicNames),
        ("queueName", filter.Query.QueueNames),
        ("label", filter.Query.Labels),
        ("flowControlKey", filter.Query.FlowControlKeys),
        ("scheduleId", filter.Query.ScheduleIds),
        ("callerIp", filter.Query.CallerIps),
        ("responseStatus", [.. filter.Query.ResponseStatuses.Select(status => status.ToString(CultureInfo.InvariantCulture))]),
        ("source", filter.Query.FromWorkflow ? ["workflow"] : []),
        ("fromDate", Time(filter.Query.From)),
        ("toDate", Time(filter.Query.To)),
    ];

    private static IEnumerable<(string Name, IReadOnlyList<string> Values)> Of(RunCancelFilter filter) =>
    [
        ("workflowUrl", [.. filter.Urls, .. filter.UrlPrefixes]),
        ("workflowUrlExactMatch", filter.Urls.Count > 0 ? ["true"] : []),
        ("host", filter.Hosts),
        ("path", filter.Paths),
        ("label", filter.Labels),
        ("flowControlKey", filter.FlowControlKeys),
        ("callerIp", filter.CallerIps),
        ("fromDate", Time(filter.From)),
        ("toDate", Time(filter.To)),
    ];

    private static string[] Time(DateTimeOffset? time) =>
        time is { } at ? [at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)] : [];
}
