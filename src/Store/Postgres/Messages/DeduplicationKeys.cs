using BusQStash.Store.Messages;
using Npgsql;

namespace BusQStash.Store.Postgres.Messages;

/// <summary>Takes deduplication keys for messages.</summary>
internal sealed class DeduplicationKeys(NpgsqlConnection connection)
{
    // Waits for whoever is inserting the same key, then takes it only if it has run out. Returns the keys that were taken.
    private const string Upsert =
        """
        insert into deduplication (key, message_id, expires_at, free_on)
        select * from unnest($1::text[], $2::text[], $3::bigint[], $5::smallint[])
        on conflict (key) do update set message_id = excluded.message_id, expires_at = excluded.expires_at, free_on = excluded.free_on
        where deduplication.expires_at <= $4
        returning key
        """;

    // A statement of its own: its snapshot is younger than the wait above.
    private const string Owners = "select key, message_id from deduplication where key = any($1)";

    private const string Free = "delete from deduplication where message_id = any($1) and free_on > 0 and (free_on & $2) > 0";

    /// <summary>Frees the keys of messages that ended in a way their publisher's server lets them free their key.</summary>
    public static void AddFreeing(StatementBatch batch, string[] messageIds, DeduplicationFreeing because)
    {
        if (messageIds.Length > 0)
        {
            batch.Add(Free, messageIds, (short)because);
        }
    }

    /// <summary>The message each key stands for: the first here with that key, or one accepted earlier.</summary>
    public async Task<IReadOnlyDictionary<string, string>> TakeAsync(IEnumerable<AcceptItem> items, CancellationToken cancellationToken)
    {
        // Sorted, so that two transactions that want the same keys meet them in the same order.
        var first = new SortedDictionary<string, NewMessage>(StringComparer.Ordinal);
        foreach (var message in items.Select(item => item.Message).Where(message => message.DeduplicationKey is not null))
        {
            first.TryAdd(message.DeduplicationKey!, message);
        }

        var owners = first.ToDictionary(pair => pair.Key, pair => pair.Value.Id, StringComparer.Ordinal);
        if (first.Count > 0)
        {
            var taken = await UpsertAsync(first, cancellationToken);
            string[] refused = [.. first.Keys.Except(taken, StringComparer.Ordinal)];
            await ReadOwnersAsync(refused, owners, cancellationToken);
        }

        return owners;
    }

    private Task<List<string>> UpsertAsync(SortedDictionary<string, NewMessage> messages, CancellationToken cancellationToken)
    {
        string[] keys = [.. messages.Keys];
        string[] ids = [.. messages.Values.Select(message => message.Id)];
        long[] expiries = [.. messages.Values.Select(message => (message.CreatedAt + message.DeduplicationWindow).ToUnixTimeMilliseconds())];
        var now = messages.Values.Max(message => message.CreatedAt).ToUnixTimeMilliseconds();
        short[] freedBy = [.. messages.Values.Select(message => (short)message.DeduplicationFreedBy)];
        return connection.ListAsync(Upsert, [keys, ids, expiries, now, freedBy], row => row.GetString(0), cancellationToken);
    }

    private async Task ReadOwnersAsync(string[] keys, Dictionary<string, string> owners, CancellationToken cancellationToken)
    {
        if (keys.Length > 0)
        {
            var rows = await connection.ListAsync(Owners, [keys], row => (row.GetString(0), row.GetString(1)), cancellationToken);
            rows.ForEach(row => owners[row.Item1] = row.Item2);
        }
    }
}
