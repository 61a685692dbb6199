using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.FlowControl.Postgres;

/// <summary>Returns granted messages to their places inside a transaction; <see cref="PutBackPlan"/> decides.</summary>
/// <remarks>
/// <para>(1) Lock the messages, then their keys.</para>
/// <para>(2) Revoke the permits.</para>
/// <para>(3) Put the messages back in their former places.</para>
/// <para>(4) Let keys rest if the start that was to open their window was not made.</para>
/// </remarks>
internal sealed class FlowReturns(NpgsqlConnection connection, int me)
{
    private const string LockMessages =
        $"select id from message where id = any($1) and claimed_by = $2 and {ReturnPlan.IsFlowClaim} order by id for no key update";

    private const string LockKeys = $"select {FlowRows.KeyColumns} from flow_key where key = any($1) order by key for no key update";

    private const string TakeAway =
        """
        delete from flow_permit p using unnest($1::text[], $2::bigint[]) as r(id, number)
        where p.message_id = r.id and p.number = r.number
        returning p.message_id, p.key, p.place, p.ticket, p.opened
        """;

    private const string Unclaim = $"update message set {ReturnPlan.BackInLine} where id = any($1)";

    private const string Stand =
        """
        insert into flow_wait (message_id, key, place, holder, ticket)
        select id, key, place, case when ticket is null then null else $5::integer end, ticket
        from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) as r(id, key, place, ticket)
        on conflict (message_id) do nothing
        """;

    private const string Rest =
        """
        update flow_key k set window_count = r.count, window_lag = r.lag
        from unnest($1::text[], $2::integer[], $3::integer[]) as r(key, count, lag) where k.key = r.key
        """;

    public async Task RunAsync(IReadOnlyCollection<FlowPutBack> putBacks, CancellationToken cancellationToken)
    {
        var (claimed, keys) = await LockAsync(putBacks, cancellationToken); // (1)
        var plan = new PutBackPlan(putBacks, await TakeAwayAsync(putBacks, cancellationToken), claimed); // (2)
        TakenPermit[] standing = [.. plan.Standing];
        FlowKeyState[] resting = [.. plan.Resting.Select(key => keys.GetValueOrDefault(key)).OfType<FlowKeyState>().Select(PutBackPlan.Rest).OfType<FlowKeyState>()];
        await using var batch = new StatementBatch(connection);
        batch.Add(Unclaim, plan.Unclaimed.ToArray());
        batch.Add(
            Stand,
            Array.ConvertAll(standing, permit => permit.MessageId),
            Array.ConvertAll(standing, permit => permit.Key),
            Array.ConvertAll(standing, permit => permit.Place),
            Array.ConvertAll(standing, permit => permit.Ticket),
            me); // (3)
        batch.Add(
            Rest,
            Array.ConvertAll(resting, key => key.Key),
            Array.ConvertAll(resting, key => key.WindowCount),
            Array.ConvertAll(resting, key => key.WindowLag)); // (4)
        FlowRows.AddWake(batch, plan.LookIn);
        await batch.ExecuteAsync(cancellationToken);
    }

    private async Task<(HashSet<string> Claimed, Dictionary<string, FlowKeyState> Keys)> LockAsync(
        IReadOnlyCollection<FlowPutBack> putBacks, CancellationToken cancellationToken)
    {
        await using var batch = new StatementBatch(connection);
        batch.Add(LockMessages, putBacks.Select(one => one.Permit.MessageId).ToArray(), me);
        batch.Add(LockKeys, putBacks.Select(one => one.Permit.Key).Distinct().ToArray());
        await using var reader = await batch.ReadAsync(cancellationToken);
        var claimed = await reader.ToListAsync(row => row.GetString(0), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var keys = await reader.ToListAsync(FlowRows.ReadKey, cancellationToken);
        return (claimed.ToHashSet(StringComparer.Ordinal), keys.ToDictionary(key => key.Key, StringComparer.Ordinal));
    }

    private Task<List<TakenPermit>> TakeAwayAsync(IReadOnlyCollection<FlowPutBack> putBacks, CancellationToken cancellationToken) =>
        connection.ListAsync(
            TakeAway,
            [putBacks.Select(one => one.Permit.MessageId).ToArray(), putBacks.Select(one => one.Permit.Number).ToArray()],
            row => new TakenPermit(row.GetString(0), row.GetString(1), row.GetInt64(2), row.LongOrNull(3), row.GetBoolean(4)),
            cancellationToken);
}
