using BusQStash.Store.Engines.Postgres;

namespace BusQStash.Store.Outbox.Postgres;

/// <summary>Writes outbox entries in the transaction of their cause.</summary>
internal static class OutboxRows
{
    private const string Insert =
        """
        insert into outbox (id, kind, payload, written_at)
        select id, kind, payload, $4 from unnest($1::text[], $2::text[], $3::bytea[]) as r(id, kind, payload)
        on conflict (id) do nothing
        """;

    public static void Add(StatementBatch batch, OutboxEntry[] entries, DateTimeOffset now)
    {
        if (entries.Length > 0)
        {
            batch.Add(
                Insert,
                Array.ConvertAll(entries, entry => entry.Id),
                Array.ConvertAll(entries, entry => entry.Kind),
                Array.ConvertAll(entries, entry => entry.Payload),
                now.ToUnixTimeMilliseconds());
        }
    }
}
