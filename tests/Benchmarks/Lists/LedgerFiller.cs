using BusQStash.Benchmarks.Ledgers;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using Npgsql;

namespace BusQStash.Benchmarks.Lists;

/// <summary>Fills a ledger with a week of messages, straight in SQL: one row of <c>message</c> each, and what the writers would have written beside it.</summary>
/// <remarks>
/// Of every value there is a common kind (every second or fifth message), an ordinary one (one of hundreds) and a rare one (each 100,000th message).
/// A message in twenty comes to its attempt an hour late, so that its entries carry keys of their own.
/// </remarks>
internal sealed class LedgerFiller(PostgresLedger ledger, long events, long deadLetters)
{
    // CREATED, ACTIVE, DELIVERED; or CREATED, ACTIVE, ERROR, FAILED.
    private const int EventsOfDelivered = 3;
    private const int EventsOfFailed = 4;
    private const long WeekMs = 7L * 24 * 60 * 60 * 1000;

    private readonly long _messages = deadLetters + ((events - (EventsOfFailed * deadLetters)) / EventsOfDelivered);

    /// <param name="say">Told what is done next; nobody needs to wonder whether it hangs.</param>
    public async Task FillAsync(Func<string, Task> say)
    {
        await AcceptTemplateAsync();
        var indexes = await DropIndexesAsync();
        foreach (var sql in Statements())
        {
            await say($"  {string.Join(' ', sql.Split(default(char[]), 4, StringSplitOptions.RemoveEmptyEntries).Take(3))}");
            await ledger.ExecuteAsync(sql);
        }

        await say($"  {indexes.Count} indexes");
        foreach (var index in indexes)
        {
            await ledger.ExecuteAsync(index);
        }

        await say("  vacuum analyze");
        await ledger.ExecuteAsync("vacuum (analyze) event, event_label, message, payload, dead_letter, dead_letter_label");
    }

    /// <summary>Its spec and body are those of all messages.</summary>
    private async Task AcceptTemplateAsync()
    {
        var spec = new MessageSpec { Url = "https://template.example.com/hook", Headers = [new("Content-Type", "application/json")] };
        var message = new NewMessage { Id = "msg_template", Spec = spec, Body = new byte[200], CreatedAt = DateTimeOffset.UnixEpoch };
        await ledger.Get<IMessageLedger>().AcceptAsync([message], CancellationToken.None);
    }

    /// <summary>An index made afterwards is made in a fraction of the time.</summary>
    private async Task<IReadOnlyList<string>> DropIndexesAsync()
    {
        await using var source = NpgsqlDataSource.Create(ledger.ConnectionString);
        await using var command = source.CreateCommand(
            """
            select indexname, indexdef from pg_indexes
            where schemaname = 'busqstash' and tablename in ('event', 'event_label', 'message', 'dead_letter', 'dead_letter_label')
              and indexname not like '%_pkey'
            """);
        var indexes = new List<(string Name, string Sql)>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                indexes.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        foreach (var (name, _) in indexes)
        {
            await ledger.ExecuteAsync($"drop index {name}");
        }

        return [.. indexes.Select(index => index.Sql)];
    }

    // The nth message: every value follows from n, so that a run can be repeated.
    private IEnumerable<string> Statements()
    {
        yield return $"""
            insert into message (id, state, attempts, created_at, not_before, finished_at, queue_name, origin, url, topic_name, schedule_id, caller_ip,
                                 flow_key, labels)
            select 'msg_' || lpad(n::text, 22, '0'), case when failed then 11 else 10 end, 1, t, t, t + 120 + late,
                   case when rare then 'queue-rare' when n % 5 = 1 then 'queue-common' when n % 50 = 2 then 'queue-' || n % 1000 end, 1,
                   case when rare then 'https://rare.example.com/rare' when n % 5 < 2 then 'https://common.example.com/common'
                        else 'https://host-' || n % 300 || '.example.com/path/' || n % 3000 end,
                   case when rare then 'topic-rare' when n % 5 = 2 then 'topic-common' when n % 50 = 3 then 'topic-' || n % 1000 end,
                   case when rare then 'schedule-rare' when n % 5 = 3 then 'schedule-common' when n % 50 = 4 then 'schedule-' || n % 1000 end,
                   case when rare then '192.0.2.250' when n % 2 = 0 then '192.0.2.1' else '198.51.100.' || n % 200 end,
                   case when rare then 'flow-rare' when n % 5 = 4 then 'flow-common' when n % 50 = 6 then 'flow-' || n % 1000 end,
                   case when rare then ',label-rare,' when n % 5 = 0 then ',label-common,second,' when n % 50 = 7 then ',label-' || n % 1000 || ',' end
            from (select n, n * {deadLetters} / {_messages} > (n - 1) * {deadLetters} / {_messages} as failed, n % 100000 = 0 as rare,
                         {Start} + n * {WeekMs} / {_messages} as t, case when n % 20 = 11 then 3600000 else 0 end as late
                  from generate_series(1::bigint, {_messages}) n) g
            """;
        yield return "insert into payload select m.id, p.spec, p.body from message m, payload p where p.message_id = 'msg_template' and m.id <> p.message_id";
        yield return """
            insert into event (message_id, time, state, error, response_status, url_key, host_key, path_key, caller_ip_key, queue_key, topic_key,
                               schedule_key, flow_key)
            select id, time, state, error, status, facet_key(case when carries then url end, state),
                   facet_key(case when carries then split_part(url, '/', 3) end, state),
                   facet_key(case when carries then substr(url, 9 + length(split_part(url, '/', 3))) end, state),
                   facet_key(case when carries then caller_ip end, state), facet_key(case when carries then queue_name end, state),
                   facet_key(case when carries then topic_name end, state), facet_key(case when carries then schedule_id end, state),
                   facet_key(case when carries then flow_key end, state)
            from (select m.*, s.time, s.state as state, s.error, s.status, s.state not in (1, 4) or s.time > m.created_at + 2000 as carries
                  from (select id, created_at, url, caller_ip, queue_name, topic_name, schedule_id, flow_key, finished_at, state = 11 as failed
                        from message where id <> 'msg_template') m
                  cross join lateral (values
                      (m.created_at, 0, null, null), (m.finished_at - 70, 1, null, null),
                      (m.finished_at, case when m.failed then 2 else 4 end, case when m.failed then 'it said no' end, case when m.failed then 500 else 200 end),
                      (m.finished_at, case when m.failed then 5 end, 'it said no', 500)) s(time, state, error, status)
                  where s.state is not null) e
            """;
        yield return """
            insert into event_label (label_key, time, event_id, message_id)
            select facet_key(l.label, e.state), e.time, e.id, e.message_id
            from event e join message m on m.id = e.message_id
            cross join unnest(string_to_array(trim(both ',' from m.labels), ',')) as l(label)
            where m.labels is not null and e.url_key is not null
            """;
        yield return """
            insert into dead_letter (dlq_id, message_id, failed_at, error, response_status, url_key, caller_ip_key, queue_key, topic_key, schedule_key, flow_key)
            select finished_at || '-' || right(id, 12), id, finished_at, 'it said no', case when rare then 418 else 500 end, facet_key(url, 0),
                   facet_key(caller_ip, 0), facet_key(queue_name, 0), facet_key(topic_name, 0), facet_key(schedule_id, 0), facet_key(flow_key, 0)
            from (select *, queue_name = 'queue-rare' as rare from message where state = 11) m
            """;
        yield return """
            insert into dead_letter_label (label_key, failed_at, dlq_id)
            select facet_key(l.label, 0), d.failed_at, d.dlq_id
            from dead_letter d join message m on m.id = d.message_id
            cross join unnest(string_to_array(trim(both ',' from m.labels), ',')) as l(label)
            """;
    }

    private static long Start => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - WeekMs;
}
