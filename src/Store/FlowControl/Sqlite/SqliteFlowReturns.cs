using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;

namespace BusQStash.Store.FlowControl.Sqlite;

/// <summary>Revokes permits inside a transaction. A permit that no longer exists was revoked before and changes nothing.</summary>
internal sealed class SqliteFlowReturns(SqliteFlowRows rows, InstanceIdentity instance)
{
    private const string FlowKey = $"select {SqliteFlowRows.KeyColumns} from flow_key k where key = @key";

    public int Release(SqliteSession session, FlowPermit permit)
    {
        rows.Wake(session, permit.Key, TimeSpan.Zero);
        return session.Execute("delete from flow_permit where message_id = @id and number = @number", permit.MessageId, permit.Number);
    }

    /// <summary>Puts messages back in their former places; <see cref="PutBackPlan"/> decides.</summary>
    public int PutBack(SqliteSession session, IReadOnlyCollection<FlowPutBack> putBacks)
    {
        var claimed = putBacks.Select(one => one.Permit.MessageId).Where(id => IsClaimed(session, id)).ToHashSet(StringComparer.Ordinal);
        var plan = new PutBackPlan(putBacks, [.. putBacks.SelectMany(one => TakeAway(session, one.Permit))], claimed);
        foreach (var id in plan.Unclaimed)
        {
            Unclaim(session, id);
        }

        foreach (var permit in plan.Standing)
        {
            Stand(session, permit.MessageId, permit.Key, permit.Place, permit.Ticket);
        }

        foreach (var key in plan.Resting.Select(key => session.First(FlowKey, rows.ReadKey, key)).OfType<FlowKeyState>())
        {
            if (PutBackPlan.Rest(key) is { } resting)
            {
                session.Execute(
                    "update flow_key set window_count = @count, window_lag = @lag where key = @key", resting.WindowCount, resting.WindowLag, key.Key);
            }
        }

        foreach (var (key, lookIn) in plan.LookIn)
        {
            rows.Wake(session, key, lookIn);
        }

        return plan.Standing.Count;
    }

    /// <summary>Releases everything a dead process held; <see cref="ReturnPlan"/> decides.</summary>
    public int ReleaseHolder(SqliteSession session, int holder)
    {
        var claims = ReturnPlan.InLine(session.Query(
            $"""
            select m.id, p.spec, f.place
            from message m join payload p on p.message_id = m.id left join flow_permit f on f.message_id = m.id and f.holder = @holder
            where m.claimed_by = @holder and {ReturnPlan.IsFlowClaim} order by m.id limit @max
            """,
            row => new FlowClaim(row.GetString(0), ReadSpec(row.GetFieldValue<byte[]>(1)), row.IsDBNull(2) ? null : row.GetInt64(2)),
            holder,
            ReturnPlan.GroupSize));
        foreach (var key in session.Query(
            "select key from flow_permit where holder = @holder union select key from flow_wait where holder = @holder",
            row => row.GetString(0),
            holder))
        {
            rows.Wake(session, key, TimeSpan.Zero);
        }

        foreach (var claim in claims)
        {
            Unclaim(session, claim.MessageId);
            rows.Use(session, claim.Spec);
            Stand(session, claim.MessageId, claim.Spec.Key, claim.Place ?? SqliteFlowRows.NextPlace(session), ticket: null);
        }

        if (ReturnPlan.IsLast(claims.Count))
        {
            session.Execute("delete from flow_permit where holder = @holder", holder);
            session.Execute("delete from flow_wait where holder = @holder", holder);
        }

        return claims.Count;
    }

    private bool IsClaimed(SqliteSession session, string messageId) => session.Number(
        $"select 1 from message where id = @id and claimed_by = @me and {ReturnPlan.IsFlowClaim}", messageId, instance.Number) is not null;

    private void Stand(SqliteSession session, string messageId, string key, long place, long? ticket) => session.Execute(
        """
        insert into flow_wait (message_id, key, place, holder, ticket) values (@id, @key, @place, @holder, @ticket)
        on conflict (message_id) do nothing
        """,
        messageId,
        key,
        place,
        ticket is null ? null : instance.Number,
        ticket);

    private static List<TakenPermit> TakeAway(SqliteSession session, FlowPermit permit) => session.Query(
        "delete from flow_permit where message_id = @id and number = @number returning message_id, key, place, ticket, opened",
        row => new TakenPermit(
            row.GetString(0), row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetInt64(3), row.GetBoolean(4)),
        permit.MessageId,
        permit.Number);

    private static void Unclaim(SqliteSession session, string messageId) =>
        session.Execute($"update message set {ReturnPlan.BackInLine} where id = @id", messageId);

    private static FlowControlSpec ReadSpec(byte[] spec) => JsonSerializer.Deserialize(spec, LedgerJson.Default.MessageSpec)!.FlowControl!;
}
