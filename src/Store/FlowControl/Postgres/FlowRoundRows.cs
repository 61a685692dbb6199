using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Messages;
using BusQStash.Store.Messages.Postgres;
using Npgsql;

namespace BusQStash.Store.FlowControl.Postgres;

/// <summary>Writes the decisions of a round of grants, and reads the messages they concern.</summary>
internal sealed class FlowRoundRows(NpgsqlConnection connection, int me)
{
    private const string UpdateKeys =
        """
        update flow_key k set window_started_at = r.started, window_count = r.count, wake_at = r.wake, window_lag = r.lag
        from unnest($1::text[], $2::bigint[], $3::integer[], $4::bigint[], $5::integer[]) as r(key, started, count, wake, lag) where k.key = r.key
        """;

    private const string LeaveLine = "delete from flow_wait where message_id = any($1)";
    private const string Claim = $"update message set state = {MessageStateSql.Active}, claimed_by = $2 where id = any($1)";

    private const string Insert =
        """
        insert into flow_permit (message_id, key, number, holder, place, ticket, opened)
        select id, key, nextval('flow_place'), $6, place, ticket, opened
        from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::boolean[]) as r(id, key, place, ticket, opened)
        on conflict (message_id) do update
        set number = excluded.number, holder = excluded.holder, place = excluded.place, ticket = excluded.ticket, opened = excluded.opened
        returning message_id, number
        """;

    private const string ReadMessages = $"select {StoredMessageRow.Columns} from {StoredMessageRow.Tables} where m.id = any($1)";

    public async Task<IReadOnlyList<FlowGrant>> WriteAsync(
        IReadOnlyList<(string Key, FlowDecision Decision)> decisions, CancellationToken cancellationToken)
    {
        var granted = decisions
            .SelectMany(one => one.Decision.Granted.Select(entry => (one.Key, Entry: entry, one.Decision)))
            .ToArray();
        await using var batch = new StatementBatch(connection);
        batch.Add(
            UpdateKeys,
            decisions.Select(one => one.Key).ToArray(),
            decisions.Select(one => one.Decision.WindowStartedAt).ToArray(),
            decisions.Select(one => one.Decision.WindowCount).ToArray(),
            decisions.Select(one => one.Decision.WakeAt).ToArray(),
            decisions.Select(one => one.Decision.WindowLag).ToArray());
        if (granted.Length == 0)
        {
            await batch.ExecuteAsync(cancellationToken);
            return [];
        }

        var unordered = granted.Where(one => one.Entry.IsUnordered).Select(one => one.Entry.MessageId).ToArray();
        batch.Add(LeaveLine, Array.ConvertAll(granted, one => one.Entry.MessageId));
        batch.Add(Claim, unordered, me);
        batch.Add(
            Insert,
            Array.ConvertAll(granted, one => one.Entry.MessageId),
            Array.ConvertAll(granted, one => one.Key),
            Array.ConvertAll(granted, one => one.Entry.Place),
            Array.ConvertAll(granted, one => one.Entry.Ticket),
            Array.ConvertAll(granted, one => one.Decision.Opened),
            me);
        batch.Add(ReadMessages, unordered);
        var (numbers, messages) = await ReadAsync(batch, cancellationToken);
        return
        [
            .. granted.Select(one => one.Decision.GrantOf(
                one.Entry,
                new FlowPermit(one.Entry.MessageId, one.Key, numbers[one.Entry.MessageId]),
                messages.GetValueOrDefault(one.Entry.MessageId))),
        ];
    }

    private static async Task<(Dictionary<string, long> Numbers, Dictionary<string, StoredMessage> Messages)> ReadAsync(
        StatementBatch batch, CancellationToken cancellationToken)
    {
        await using var reader = await batch.ReadAsync(cancellationToken);
        var numbers = await reader.ToListAsync(row => (Id: row.GetString(0), Number: row.GetInt64(1)), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var messages = await reader.ToListAsync(StoredMessageRow.Read, cancellationToken);
        return (
            numbers.ToDictionary(row => row.Id, row => row.Number, StringComparer.Ordinal),
            messages.ToDictionary(message => message.Id, StringComparer.Ordinal));
    }
}
