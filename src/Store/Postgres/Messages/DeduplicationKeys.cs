using BusQStash.Store.Messages;
using Npgsql;

namespace BusQStash.Store.Postgres.Messages;

/// <summary>Takes deduplication keys for messages.</summary>
internal sealed class DeduplicationKeys(NpgsqlConnection connection)
{
    // Waits for whoever is inserting the same key, then takes it only if it has run out.
    private const string Upsert =
        """
        insert into deduplication (key, message_id, expires_at)
        select * from unnest($1::text[], $2::text[], $3::bigint[])
        on conflict (key) do update set message_id = excluded.message_id, expires_at = excluded.expires_at
        where deduplication.expires_at <= $4
        """;

    // A statement of its own: its snapshot is younger than the wait above.
    private const string Owners = "select key, message_id from deduplication where key = any($1)";

    /// <summary>The message each key stands for: the first here with that key, or one accepted earlier.</summary>
    public async Task<IReadOnlyDictionary<string, string>> TakeAsync(IEnumerable<AcceptItem> items, CancellationToken cancellationToken)
    {
        // Sorted, so that two transactions that want the same keys meet them in the same order.
        var first = new SortedDictionary<string, NewMessage>(StringComparer.Ordinal);
        foreach (var message in items.Select(item => item.Message).Where(message => message.DeduplicationKey is not null))
        {
            first.TryAdd(message.DeduplicationKey!, message);
        }

        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        if (first.Count > 0)
        {
            await using var batch = new StatementBatch(connection);
            AddStatements(batch, first);
            await using var reader = await batch.ReadAsync(cancellationToken);
            foreach (var (key, id) in await reader.ToListAsync(row => (row.GetString(0), row.GetString(1)), cancellationToken))
            {
                owners[key] = id;
            }
        }

        return owners;
    }

    private static void AddStatements(StatementBatch batch, SortedDictionary<string, NewMessage> messages)
    {
        string[] keys = [.. messages.Keys];
        string[] ids = [.. messages.Values.Select(message => message.Id)];
        long[] expiries = [.. messages.Values.Select(message => (message.CreatedAt + message.DeduplicationWindow).ToUnixTimeMilliseconds())];
        var now = messages.Values.Max(message => message.CreatedAt).ToUnixTimeMilliseconds();
        batch.Add(Upsert, keys, ids, expiries, now);
        batch.Add(Owners, keys);
    }
}
