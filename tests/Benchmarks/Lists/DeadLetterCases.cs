using BusQStash.Store.Dlq;

namespace BusQStash.Benchmarks.Lists;

/// <summary>Every filter of the dead letters, with common, rare and absent values.</summary>
internal static class DeadLetterCases
{
    private const string Oldest = "order by failed_at, dlq_id";

    public static IEnumerable<ListCase> Of(IDeadLetters letters, DateTimeOffset now)
    {
        yield return Of("no filter", "true", new DlqQuery());
        yield return Of("time range (a day)", $"failed_at between {now.AddDays(-3).ToUnixTimeMilliseconds()} and {now.AddDays(-2).ToUnixTimeMilliseconds()}", new DlqQuery { From = now.AddDays(-3), To = now.AddDays(-2) });
        yield return Of("messageId, absent", "false", new DlqQuery { MessageIds = ["msg_none"] });
        foreach (var status in new[] { 500, 418, 404 })
        {
            yield return Of($"responseStatus {status}", $"coalesce(response_status, 0) = {status}", new DlqQuery { ResponseStatuses = [status] });
        }

        foreach (var (name, column, values, narrow) in Facets())
        {
            foreach (var value in values)
            {
                yield return column == "label_key"
                    ? new ListCase($"{name} {value}", $"select failed_at, dlq_id from dead_letter_label where label_key = facet_key('{value}', 0) {Oldest}", after => ReadAsync(narrow(value), after))
                    : Of($"{name} {value}", $"{column} = facet_key('{value}', 0)", narrow(value));
            }
        }

        ListCase Of(string name, string condition, DlqQuery query) =>
            new(name, $"select failed_at, dlq_id from dead_letter where {condition} {Oldest}", after => ReadAsync(query, after));

        async Task<int> ReadAsync(DlqQuery query, (long Time, string Id)? after)
        {
            var listed = await letters.ListAsync(query with { Count = 101, After = after }, default);
            return (await letters.ReadAsync([.. listed.Select(entry => entry.Key)], default)).Count;
        }
    }

    private static IEnumerable<(string Name, string Column, string[] Values, Func<string, DlqQuery> Narrow)> Facets()
    {
        yield return ("url", "url_key", ["https://common.example.com/common", "https://rare.example.com/rare", "https://none.example.com/"], value => new DlqQuery { Urls = [value] });
        yield return ("callerIp", "caller_ip_key", ["192.0.2.1", "192.0.2.250", "203.0.113.1"], value => new DlqQuery { CallerIps = [value] });
        yield return ("queueName", "queue_key", ["queue-common", "queue-rare", "queue-none"], value => new DlqQuery { QueueNames = [value] });
        yield return ("topicName", "topic_key", ["topic-common", "topic-rare", "topic-none"], value => new DlqQuery { TopicNames = [value] });
        yield return ("scheduleId", "schedule_key", ["schedule-common", "schedule-rare", "schedule-none"], value => new DlqQuery { ScheduleIds = [value] });
        yield return ("flowControlKey", "flow_key", ["flow-common", "flow-rare", "flow-none"], value => new DlqQuery { FlowControlKeys = [value] });
        yield return ("label", "label_key", ["label-common", "label-rare", "label-none"], value => new DlqQuery { Labels = [value] });
    }
}
