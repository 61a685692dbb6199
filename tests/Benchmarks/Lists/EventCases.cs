using System.Globalization;
using BusQStash.Store.Events;

namespace BusQStash.Benchmarks.Lists;

/// <summary>Every filter of the logs, with common, rare and absent values.</summary>
internal static class EventCases
{
    private const string Newest = "order by time desc, id desc";

    public static IEnumerable<ListCase> Of(IMessageEvents events, double entriesPerMessage, DateTimeOffset now)
    {
        yield return Plain("no filter", "true", new EventQuery());
        yield return Plain("no filter, earliest first", "true", new EventQuery { EarliestFirst = true });
        yield return Plain("time range (a day)", Within(now), new EventQuery { From = now.AddDays(-3), To = now.AddDays(-2) });
        yield return Plain("messageId", "message_id = 'msg_0000000000000000200000'", new EventQuery { MessageIds = ["msg_0000000000000000200000"] });
        yield return Plain("messageId, absent", "false", new EventQuery { MessageIds = ["msg_none"] });
        foreach (var state in new[] { EventState.Created, EventState.Active, EventState.Delivered, EventState.Failed, EventState.Canceled })
        {
            yield return Plain($"state {state}", $"state = {(int)state}", new EventQuery { States = [state] });
        }

        foreach (var (name, column, values, narrow) in Facets())
        {
            foreach (var value in values)
            {
                yield return Faceted($"{name} {Short(value)}", column, value, narrow(value));
            }

            yield return Faceted($"{name} {Short(values[0])} and state FAILED", column, values[0], narrow(values[0]) with { States = [EventState.Failed] });
            yield return Faceted($"{name} {Short(values[0])} and state DELIVERED", column, values[0], narrow(values[0]) with { States = [EventState.Delivered] });
        }

        yield return Faceted(
            "url common, a day", "url_key", "https://common.example.com/common",
            new EventQuery { Urls = ["https://common.example.com/common"], From = now.AddDays(-3), To = now.AddDays(-2) });
        yield return Faceted(
            "three urls", "url_key", "https://common.example.com/common",
            new EventQuery { Urls = ["https://common.example.com/common", "https://rare.example.com/rare", "https://none.example.com/"] });

        string Within(DateTimeOffset end) =>
            $"time between {end.AddDays(-3).ToUnixTimeMilliseconds()} and {end.AddDays(-2).ToUnixTimeMilliseconds()}";

        ListCase Plain(string name, string condition, EventQuery query) =>
            new(name, $"select time, id::text from event where {condition} {Newest}", after => ReadAsync(query, after));

        ListCase Faceted(string name, string column, string value, EventQuery query) => new(
            name,
            column == "label_key"
                ? $"select time, event_id::text from event_label where label_key = facet_key('{value}', 0) order by time desc, event_id desc"
                : $"select time, id::text from event where {column} = facet_key('{value}', 0) {Newest}",
            after => ReadAsync(query, after),
            entriesPerMessage);

        async Task<int> ReadAsync(EventQuery query, (long Time, string Id)? after)
        {
            (long, long)? behind = after is { } last ? (last.Time, long.Parse(last.Id, CultureInfo.InvariantCulture)) : null;
            var listed = await events.ListAsync(query with { Count = 101, After = behind }, default);
            return (await events.ReadAsync([.. listed.Select(entry => entry.Key)], default)).Count;
        }
    }

    private static IEnumerable<(string Name, string Column, string[] Values, Func<string, EventQuery> Narrow)> Facets()
    {
        yield return ("url", "url_key",
            ["https://common.example.com/common", "https://host-4.example.com/path/304", "https://rare.example.com/rare", "https://none.example.com/"],
            value => new EventQuery { Urls = [value] });
        yield return ("host", "host_key", ["common.example.com", "host-4.example.com", "rare.example.com", "none.example.com"],
            value => new EventQuery { Hosts = [value] });
        yield return ("path", "path_key", ["/common", "/path/304", "/rare", "/none"], value => new EventQuery { Paths = [value] });
        yield return ("callerIp", "caller_ip_key", ["192.0.2.1", "198.51.100.3", "192.0.2.250", "203.0.113.1"], value => new EventQuery { CallerIps = [value] });
        yield return ("queueName", "queue_key", ["queue-common", "queue-2", "queue-rare", "queue-none"], value => new EventQuery { QueueNames = [value] });
        yield return ("topicName", "topic_key", ["topic-common", "topic-3", "topic-rare", "topic-none"], value => new EventQuery { TopicNames = [value] });
        yield return ("scheduleId", "schedule_key", ["schedule-common", "schedule-4", "schedule-rare", "schedule-none"],
            value => new EventQuery { ScheduleIds = [value] });
        yield return ("flowControlKey", "flow_key", ["flow-common", "flow-6", "flow-rare", "flow-none"], value => new EventQuery { FlowControlKeys = [value] });
        yield return ("label", "label_key", ["label-common", "label-7", "label-rare", "label-none"], value => new EventQuery { Labels = [value] });
    }

    private static string Short(string value) => value.Replace("https://", "", StringComparison.Ordinal);
}
