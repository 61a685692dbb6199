using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Dlq;

/// <summary>Removes dead letters in SQL common to both engines. A repeat finds nothing (idempotency).</summary>
internal sealed class SqlDeadLetterRemoval(IConnectionSource connections) : IDeadLetterRemoval
{
    // SQLite allows 32,766 parameters per statement.
    private const int ChunkSize = 1000;

    public Task<int> RemoveAsync(IReadOnlyCollection<string> dlqIds, CancellationToken cancellationToken) => connections.WriteAsync(
        async connection =>
        {
            var removed = 0;
            foreach (var ids in dlqIds.Distinct(StringComparer.Ordinal).Chunk(ChunkSize))
            {
                var filter = new KeysetFilter().In("dlq_id", "id", ids);
                removed += await connection.ExecuteAsync($"delete from dead_letter {filter.Where}", filter.Parameters);
            }

            return removed;
        },
        cancellationToken);

    public async Task<IReadOnlyList<string>> FindKnownAsync(IReadOnlyCollection<string> dlqIds, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        List<string> known = [];
        foreach (var ids in dlqIds.Distinct(StringComparer.Ordinal).Chunk(ChunkSize))
        {
            var filter = new KeysetFilter().In("dlq_id", "id", ids);
            known.AddRange(await connection.QueryAsync<string>($"select dlq_id from dead_letter {filter.Where}", filter.Parameters, cancellationToken));
        }

        return known;
    }
}
