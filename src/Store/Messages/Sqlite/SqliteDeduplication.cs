using BusQStash.Store.Engines.Sqlite;

namespace BusQStash.Store.Messages.Sqlite;

/// <summary>Claims and frees deduplication keys.</summary>
internal static class SqliteDeduplication
{
    private const string Upsert =
        $"""
        insert into deduplication (key, message_id, expires_at, free_on) values (@key, @id, @expiresAt, @freeOn)
        on conflict (key) do update set message_id = excluded.message_id, expires_at = excluded.expires_at, free_on = excluded.free_on
        where {AcceptPlan.WindowIsOver} @now
        returning key
        """;

    /// <summary>Claims the keys; returns those that belong to messages accepted earlier, with the ids of these messages.</summary>
    public static Dictionary<string, string> Take(SqliteSession session, AcceptPlan plan) => plan.Keys
        .Where(claim => session.Text(Upsert, claim.Key, claim.MessageId, claim.ExpiresAt, claim.FreedBy, plan.Now) is null)
        .ToDictionary(
            claim => claim.Key,
            claim => session.Text("select message_id from deduplication where key = @key", claim.Key)!,
            StringComparer.Ordinal);

    /// <summary>Frees the key of a message whose outcome allows it under the rule stored with the key.</summary>
    public static void Free(SqliteSession session, string messageId, DeduplicationFreeing because) => session.Execute(
        "delete from deduplication where message_id = @id and free_on > 0 and (free_on & @because) > 0", messageId, because);
}
