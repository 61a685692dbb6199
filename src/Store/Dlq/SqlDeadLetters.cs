using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Dlq;

/// <summary>Reads dead letters in SQL common to both engines.</summary>
/// <remarks>
/// The inner query finds the ids of a page's entries from the end of an index, one index for each value of one filter. The outer query reads their sizes, which both engines know
/// without reading a body. The other filters are conditions, for which the engine may choose a better index.
/// </remarks>
internal sealed class SqlDeadLetters(IConnectionSource connections) : IDeadLetters
{
    private const string Tables = "from dead_letter d join message m on m.id = d.message_id join payload p on p.message_id = m.id";
    private const string Select = $"select {DeadLetterRow.Columns}, {StoredMessageRow.Columns} {Tables}";

    public async Task<IReadOnlyList<Listed<(long FailedAt, string DlqId)>>> ListAsync(DlqQuery query, CancellationToken cancellationToken)
    {
        if (query.FromWorkflow)
        {
            return [];
        }

        var (ids, parameters) = DeadLetterSearch.Ids(query);
        var direction = query.LatestFirst ? "desc" : "asc";
        var sql = $"""
            select d.failed_at, d.dlq_id, {StoredMessageRow.Bytes} + {ResponseColumns.Bytes("d")} {Tables}
            where d.dlq_id in ({ids})
            order by d.failed_at {direction}, d.dlq_id {direction}
            """;
        var rows = await connections.QueryAsync<(long FailedAt, string DlqId, long Bytes)>(sql, parameters, cancellationToken);
        return [.. rows.Select(row => new Listed<(long, string)>((row.FailedAt, row.DlqId), row.Bytes))];
    }

    public async Task<IReadOnlyList<DeadLetter>> ReadAsync(IReadOnlyList<(long FailedAt, string DlqId)> entries, CancellationToken cancellationToken)
    {
        // A filter without values would match all entries.
        if (entries.Count == 0)
        {
            return [];
        }

        var filter = new KeysetFilter().In("d.dlq_id", "id", [.. entries.Select(entry => entry.DlqId)]);
        var found = (await ReadAsync($"{Select} {filter.Where}", filter.Parameters, cancellationToken)).ToDictionary(letter => letter.DlqId);
        return [.. entries.Where(entry => found.ContainsKey(entry.DlqId)).Select(entry => found[entry.DlqId])];
    }

    public async Task<DeadLetter?> FindAsync(string dlqId, CancellationToken cancellationToken) =>
        (await ReadAsync($"{Select} where d.dlq_id = @dlqId", new { dlqId }, cancellationToken)).SingleOrDefault();

    private async Task<List<DeadLetter>> ReadAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<DeadLetterRow, StoredMessageRow, DeadLetter>(
            new CommandDefinition(sql, parameters, cancellationToken: cancellationToken),
            static (entry, message) => entry.With(message));
        return rows.AsList();
    }
}
