using BusQStash.Store.Messages;
using BusQStash.Store.Postgres.Queues;
using Npgsql;

namespace BusQStash.Store.Postgres.Messages;

/// <summary>
/// Hands out places in queues. The queues' rows stay locked until the transaction ends, so places are committed in the order they
/// were taken and nobody sees a place before the ones in front of it.
/// </summary>
internal sealed class LanePlaces(NpgsqlConnection connection, int dedicatedQueues)
{
    // A queue that is missing is created and looked for again. Only deletions at the same moment can make it go missing twice.
    private const int Tries = 5;

    private const string Lock = "select name, next_seq, shard, signal from queue where name = any($1) order by name for no key update";

    private const string Update =
        """
        update queue q set next_seq = r.next_seq from unnest($1::text[], $2::bigint[]) as r(name, next_seq) where q.name = r.name
        """;

    private readonly Dictionary<string, (long Next, int? Shard, long Signal)> _queues = new(StringComparer.Ordinal);

    /// <summary>Locks the queues of the given messages, creating those that are missing.</summary>
    public async Task LockAsync(IEnumerable<AcceptItem> items, CancellationToken cancellationToken)
    {
        var missing = items.Where(item => item.IsOrdered)
            .GroupBy(item => item.Message.Spec.QueueName!, item => item.CreatedAt, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        for (var attempt = 0; missing.Count > 0; attempt++)
        {
            if (attempt > 0)
            {
                await NewQueues.CreateAsync(connection, [.. missing.Keys], [.. missing.Values], dedicatedQueues, cancellationToken);
            }

            await LockKnownAsync([.. missing.Keys], cancellationToken);
            _queues.Keys.ToList().ForEach(name => missing.Remove(name));
            if (missing.Count > 0 && attempt == Tries)
            {
                throw new InvalidOperationException($"The queue {missing.Keys.First()} is deleted faster than it can be made.");
            }
        }
    }

    /// <summary>The next place in a queue, the shard that carries it, and its signal.</summary>
    public (long Seq, int? Shard, long Signal) Take(string queueName)
    {
        var place = _queues[queueName];
        _queues[queueName] = place with { Next = place.Next + 1 };
        return place;
    }

    /// <summary>Remembers what was handed out.</summary>
    public void AddUpdate(StatementBatch batch)
    {
        if (_queues.Count > 0)
        {
            batch.Add(Update, _queues.Keys.ToArray(), _queues.Values.Select(queue => queue.Next).ToArray());
        }
    }

    private async Task LockKnownAsync(string[] names, CancellationToken cancellationToken)
    {
        var rows = await connection.ListAsync(
            Lock,
            [names],
            row => (Name: row.GetString(0), Place: (row.GetInt64(1), row.IntOrNull(2), row.GetInt64(3))),
            cancellationToken);
        foreach (var (name, place) in rows)
        {
            _queues[name] = place;
        }
    }
}
