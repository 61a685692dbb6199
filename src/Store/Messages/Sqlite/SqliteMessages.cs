using System.Globalization;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Messages.Sqlite;

/// <summary>Reads and cancels messages on SQLite.</summary>
internal sealed class SqliteMessages(SqliteDatabase database, SqliteWriter writer) : IMessages
{
    public async Task<StoredMessage?> FindAsync(string messageId, CancellationToken cancellationToken) =>
        (await FindManyAsync([messageId], cancellationToken)).SingleOrDefault();

    public async Task<IReadOnlyList<StoredMessage>> FindManyAsync(
        IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken, IReadOnlyCollection<string>? ahead = null)
    {
        await using var connection = database.OpenReader();
        var found = new List<StoredMessage>();
        await FindAsync(StoredMessageRow.Columns, messageIds);
        await FindAsync(StoredMessageRow.CommandColumns, ahead ?? []);
        return found;

        async Task FindAsync(string columns, IEnumerable<string> all)
        {
            // SQLite allows 32,766 parameters per statement.
            foreach (var ids in all.Distinct().Chunk(1000))
            {
                var rows = await connection.QueryAsync<StoredMessageRow>($"select {columns} {StoredMessageRow.From} where m.id in @ids", new { ids }, cancellationToken);
                found.AddRange(rows.Select(row => row.ToMessage()));
            }
        }
    }

    public async Task<long> BodyLengthAsync(string messageId, CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        return await connection.ExecuteScalarAsync<long?>("select length(body) from payload where message_id = @messageId", new { messageId }, cancellationToken) ?? 0;
    }

    public Task<CanceledMessage?> CancelAsync(string messageId, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => SqliteCancellation.Cancel(session, [messageId], now)[0], cancellationToken);

    public Task<RunNowOutcome> RunNowAsync(string messageId, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => SqliteRunNow.Run(session, messageId, now), cancellationToken);

    public async Task<DateTimeOffset?> LastCancelAsync(CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var value = await connection.ExecuteScalarAsync<string?>("select value from setting where name = @name", new { name = SqliteCancellation.LastCancel }, cancellationToken);
        return value is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(value, CultureInfo.InvariantCulture));
    }
}
