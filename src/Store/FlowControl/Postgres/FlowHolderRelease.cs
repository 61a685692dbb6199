using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Instances.Postgres;
using BusQStash.Store.Messages.Postgres;
using Npgsql;

namespace BusQStash.Store.FlowControl.Postgres;

/// <summary>Releases everything a dead process held, inside a transaction; <see cref="ReturnPlan"/> decides. A repeat finds nothing left.</summary>
internal sealed class FlowHolderRelease(NpgsqlConnection connection, int holder, TimeSpan age)
{
    private const string LockMessages =
        $"""
        select m.id, p.spec, f.place
        from message m join payload p on p.message_id = m.id left join flow_permit f on f.message_id = m.id and f.holder = $1
        where m.claimed_by = $1 and {ReturnPlan.IsFlowClaim} order by m.id limit $2 for no key update of m
        """;

    private const string Keys =
        "select key from flow_permit where holder = $1 union select key from flow_wait where holder = $1";

    private const string Stand =
        """
        insert into flow_wait (message_id, key, place)
        select id, key, coalesce(place, nextval('flow_place'))
        from (select * from unnest($1::text[], $2::text[], $3::bigint[]) with ordinality as r(id, key, place, n) order by n) as r
        on conflict (message_id) do nothing
        """;

    private const string Unclaim = $"update message set {ReturnPlan.BackInLine} where id = any($1)";

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (await Signs.OfLifeAsync(connection, holder, age, cancellationToken))
        {
            return 0;
        }

        FlowClaim[] claims = [.. ReturnPlan.InLine(await LockAsync(cancellationToken))];
        var keys = await connection.ListAsync(Keys, [holder], row => row.GetString(0), cancellationToken);
        string[] all = [.. keys.Union(claims.Select(claim => claim.Spec.Key), StringComparer.Ordinal)];
        var ids = Array.ConvertAll(claims, claim => claim.MessageId);
        await using var batch = new StatementBatch(connection);
        FlowRows.AddLock(batch, all);
        FlowRows.AddUse(batch, Array.ConvertAll(claims, claim => claim.Spec));
        FlowRows.AddWake(batch, all);
        batch.Add(Unclaim, ids);
        batch.Add(Stand, ids, Array.ConvertAll(claims, claim => claim.Spec.Key), Array.ConvertAll(claims, claim => claim.Place));
        if (ReturnPlan.IsLast(claims.Length))
        {
            batch.Add("delete from flow_permit where holder = $1", holder);
            batch.Add("delete from flow_wait where holder = $1", holder);
        }

        await batch.ExecuteAsync(cancellationToken);
        return claims.Length;
    }

    private Task<List<FlowClaim>> LockAsync(CancellationToken cancellationToken) => connection.ListAsync(
        LockMessages,
        [holder, ReturnPlan.GroupSize],
        row => new FlowClaim(row.GetString(0), StoredMessageRow.ReadSpec(row, 1).FlowControl!, row.LongOrNull(2)),
        cancellationToken);
}
