using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.Queues.Postgres;

/// <summary>
/// Locks queues to assign places in them. The rows stay locked until the transaction ends, so places are committed in the order they were assigned, and no reader sees a place
/// before the ones in front of it.
/// </summary>
internal sealed class LanePlaces(NpgsqlConnection connection, int dedicatedQueues)
{
    // A missing queue is created and looked up again. Only a concurrent deletion can make it go missing twice.
    private const int Tries = 5;

    private const string Lock = "select name, next_seq, shard, signal from queue where name = any($1) order by name for no key update";

    private const string Update =
        """
        update queue q set next_seq = r.next_seq from unnest($1::text[], $2::bigint[]) as r(name, next_seq) where q.name = r.name
        """;

    /// <summary>Locks queues, creating missing ones with the given creation times.</summary>
    public async Task<Dictionary<string, QueuePlace>> LockAsync(IReadOnlyDictionary<string, long> queues, CancellationToken cancellationToken)
    {
        var places = new Dictionary<string, QueuePlace>(StringComparer.Ordinal);
        for (var attempt = 0; queues.Keys.Except(places.Keys, StringComparer.Ordinal).ToArray() is { Length: > 0 } missing; attempt++)
        {
            if (attempt > Tries)
            {
                throw new InvalidOperationException($"The queue {missing[0]} is deleted faster than it can be made.");
            }

            if (attempt > 0)
            {
                await NewQueues.CreateAsync(connection, missing.Select(name => KeyValuePair.Create(name, queues[name])), dedicatedQueues, cancellationToken);
            }

            await LockKnownAsync(missing, places, cancellationToken);
        }

        return places;
    }

    /// <summary>Adds the update of the next places.</summary>
    public static void AddUpdate(StatementBatch batch, IReadOnlyDictionary<string, QueuePlace> places)
    {
        if (places.Count > 0)
        {
            batch.Add(Update, places.Keys.ToArray(), places.Values.Select(place => place.Next).ToArray());
        }
    }

    private async Task LockKnownAsync(string[] names, Dictionary<string, QueuePlace> places, CancellationToken cancellationToken)
    {
        var rows = await connection.ListAsync(
            Lock,
            [names],
            row => (Name: row.GetString(0), Place: new QueuePlace(row.GetInt64(1), row.IntOrNull(2), row.GetInt64(3))),
            cancellationToken);
        rows.ForEach(row => places[row.Name] = row.Place);
    }
}
