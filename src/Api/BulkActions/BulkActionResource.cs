using System.Globalization;
using BusQStash.Store.BulkActions;

namespace BusQStash.Api.BulkActions;

/// <summary>A bulk action as the API shows it (wire contract 16).</summary>
internal sealed record BulkActionResource(
    string ActionId,
    string Kind,
    string State,
    long Total,
    long Processed,
    long CreatedAt,
    long? CompletedAt,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Filter)
{
    internal const string InProgress = "IN_PROGRESS";
    internal const string Finished = "FINISHED";

    internal static BulkActionResource Of(BulkAction action) => new(
        action.Id,
        "cancel",
        action.CompletedAt is null ? InProgress : Finished,
        action.Total,
        action.Processed,
        action.CreatedAt.ToUnixTimeMilliseconds(),
        action.CompletedAt?.ToUnixTimeMilliseconds(),
        Names(action.Filter).Where(filter => filter.Values.Count > 0).ToDictionary(filter => filter.Name, filter => filter.Values));

    private static IEnumerable<(string Name, IReadOnlyList<string> Values)> Names(MessageFilter filter) =>
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
        ("count", filter.Most is { } most ? [most.ToString(CultureInfo.InvariantCulture)] : []),
    ];

    private static string[] Time(DateTimeOffset? time) =>
        time is { } at ? [at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)] : [];
}
