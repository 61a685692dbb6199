using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.Messages.Postgres;

/// <summary>Claims deduplication keys for messages.</summary>
internal sealed class DeduplicationKeys(NpgsqlConnection connection)
{
    // Waits for a concurrent insert of the same key. Returns the keys that were taken.
    private const string Upsert =
        $"""
        insert into deduplication (key, message_id, expires_at, free_on)
        select * from unnest($1::text[], $2::text[], $3::bigint[], $5::smallint[])
        on conflict (key) do update set message_id = excluded.message_id, expires_at = excluded.expires_at, free_on = excluded.free_on
        where {AcceptPlan.WindowIsOver} $4
        returning key
        """;

    // A separate statement, because its snapshot must be taken after the wait above.
    private const string Owners = "select key, message_id from deduplication where key = any($1)";

    private const string Free = "delete from deduplication where message_id = any($1) and free_on > 0 and (free_on & $2) > 0";

    /// <summary>Frees the keys of messages whose outcome allows it under the rule stored with the key.</summary>
    public static void AddFreeing(StatementBatch batch, string[] messageIds, DeduplicationFreeing because)
    {
        if (messageIds.Length > 0)
        {
            batch.Add(Free, messageIds, (short)because);
        }
    }

    /// <summary>Claims the keys; returns those that belong to messages accepted earlier, with the ids of these messages.</summary>
    public async Task<IReadOnlyDictionary<string, string>> TakeAsync(AcceptPlan plan, CancellationToken cancellationToken)
    {
        // Keys are sorted, so that two transactions that claim the same keys do not deadlock.
        KeyClaim[] claims = [.. plan.Keys];
        if (claims.Length == 0)
        {
            return new Dictionary<string, string>();
        }

        var keys = Array.ConvertAll(claims, claim => claim.Key);
        object[] values =
        [
            keys,
            Array.ConvertAll(claims, claim => claim.MessageId),
            Array.ConvertAll(claims, claim => claim.ExpiresAt),
            plan.Now,
            Array.ConvertAll(claims, claim => (short)claim.FreedBy),
        ];
        var taken = await connection.ListAsync(Upsert, values, row => row.GetString(0), cancellationToken);
        string[] refused = [.. keys.Except(taken, StringComparer.Ordinal)];
        var owners = refused.Length == 0
            ? []
            : await connection.ListAsync(Owners, [refused], row => KeyValuePair.Create(row.GetString(0), row.GetString(1)), cancellationToken);
        return new Dictionary<string, string>(owners, StringComparer.Ordinal);
    }
}
