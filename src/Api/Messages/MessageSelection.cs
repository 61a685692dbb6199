using System.Collections.Frozen;
using BusQStash.Api.Http;
using BusQStash.Store.BulkActions;

namespace BusQStash.Api.Messages;

/// <summary>Selects the messages of a bulk cancel (wire contract 13).</summary>
/// <param name="Ids">The messages named; filters are ignored then.</param>
/// <param name="Filter">The filters, none of which means all, and the maximum count; an explicit count also bounds the messages named.</param>
/// <param name="Async">Whether the caller does not wait for completion.</param>
internal sealed record MessageSelection(IReadOnlyList<string>? Ids, MessageFilter Filter, bool Async)
{
    private const string IdsName = "messageIds";
    private const string AsyncName = "async";

    /// <summary>The count that SDKs send by default without asking for a next page; it is not treated as an explicit bound (wire contract 13).</summary>
    private const int CountOfSdks = 100;

    /// <summary>SDKs send a cursor to cancel page by page. The server cancels everything in one call, so a cursor is ignored.</summary>
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
        [
            IdsName, "url", "host", "path", "topicName", "queueName", "label", "flowControlKey", "scheduleId", "callerIp", "fromDate", "toDate",
            AsyncName, "count", "cursor",
        ],
        StringComparer.OrdinalIgnoreCase);

    internal static async Task<(MessageSelection? Selection, Refusal? Refusal)> ReadAsync(HttpContext context)
    {
        var (values, refusal) = await Selection.ReadAsync(context, Names, IdsName);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var refusals = new Refusals();
        var filters = new Filters(values, refusals);
        var isAsync = ReadAsync(filters, refusals);
        var most = ReadMost(filters);
        var selection = values.ContainsKey(IdsName)
            ? new MessageSelection(filters.Many(IdsName), new MessageFilter { Most = most }, isAsync)
            : new MessageSelection(null, ReadFilter(filters) with { Most = most }, isAsync);
        return refusals.First is { } wrong ? (null, wrong) : (selection, null);
    }

    internal static MessageFilter ReadFilter(Filters filters) => new()
    {
        Urls = filters.Urls("url"),
        Hosts = filters.Many("host"),
        Paths = filters.Many("path"),
        TopicNames = filters.Many("topicName"),
        QueueNames = filters.Many("queueName"),
        Labels = filters.Many("label"),
        FlowControlKeys = filters.Many("flowControlKey"),
        ScheduleIds = filters.Many("scheduleId"),
        CallerIps = [.. filters.CallerIps().Distinct(StringComparer.Ordinal)],
        From = filters.Time("fromDate"),
        To = filters.Time("toDate"),
    };

    private static int? ReadMost(Filters filters) => filters.Count(CountOfSdks, int.MaxValue) is var count && count == CountOfSdks ? null : count;

    private static bool ReadAsync(Filters filters, Refusals refusals)
    {
        var text = filters.One(AsyncName);
        if (text is not null && !bool.TryParse(text, out _))
        {
            refusals.Malformed($"invalid {AsyncName}: '{text}' is neither true nor false");
        }

        return bool.TryParse(text, out var isAsync) && isAsync;
    }
}
