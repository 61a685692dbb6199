using BusQStash.Store.Messages;
using BusQStash.Store.Postgres.Instances;
using BusQStash.Store.Postgres.Messages;
using Npgsql;

namespace BusQStash.Store.Postgres.FlowControl;

/// <summary>Takes away what a dead process held, inside a transaction; a second time finds nothing left.</summary>
internal sealed class FlowHolderRelease(NpgsqlConnection connection, int holder, TimeSpan age)
{
    private const int GroupSize = 500;

    private const string LockMessages =
        $"""
        select m.id, p.spec from message m join payload p on p.message_id = m.id
        where m.claimed_by = $1 and m.state = {MessageStateSql.Active} and m.flow_key is not null order by m.id limit $2 for no key update of m
        """;

    private const string Keys =
        "select key from flow_permit where holder = $1 union select key from flow_wait where holder = $1";

    // A message that was claimed without a permit, by a command of an older version, goes to the back.
    private const string Stand =
        """
        insert into flow_wait (message_id, key, place)
        select r.id, r.key, coalesce(p.place, nextval('flow_place'))
        from unnest($1::text[], $2::text[]) as r(id, key) left join flow_permit p on p.message_id = r.id and p.holder = $3
        order by p.place nulls last
        on conflict (message_id) do nothing
        """;

    private const string Unclaim = $"update message set state = {MessageStateSql.Waiting}, claimed_by = null, origin_number = 0 where id = any($1)";

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (await Signs.OfLifeAsync(connection, holder, age, cancellationToken))
        {
            return 0;
        }

        var messages = await connection.ListAsync(
            LockMessages,
            [holder, GroupSize],
            row => (Id: row.GetString(0), Flow: StoredMessageRow.ReadSpec(row, 1).FlowControl!),
            cancellationToken);
        var keys = await connection.ListAsync(Keys, [holder], row => row.GetString(0), cancellationToken);
        await using var batch = new StatementBatch(connection);
        var all = keys.Union(messages.Select(message => message.Flow.Key), StringComparer.Ordinal).ToArray();
        FlowRows.AddLock(batch, all);
        FlowRows.AddUse(batch, messages.ConvertAll(message => message.Flow));
        FlowRows.AddWake(batch, all);
        batch.Add(Unclaim, messages.Select(message => message.Id).ToArray());
        batch.Add(
            Stand, messages.Select(message => message.Id).ToArray(), messages.Select(message => message.Flow.Key).ToArray(), holder);
        if (messages.Count < GroupSize)
        {
            // The permits of messages still to come are needed for their places.
            batch.Add("delete from flow_permit where holder = $1", holder);
            batch.Add("delete from flow_wait where holder = $1", holder);
        }

        await batch.ExecuteAsync(cancellationToken);
        return messages.Count;
    }
}
