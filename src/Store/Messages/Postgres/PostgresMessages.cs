using System.Globalization;
using BusQStash.Store.Batching;
using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.Messages.Postgres;

/// <summary>Reads and cancels messages; cancellations of many callers are committed in groups.</summary>
internal sealed class PostgresMessages(NpgsqlDataSource dataSource, CancelWriter cancel, RunNowWriter runNow) : IMessages, IAsyncDisposable
{
    private static readonly string Find =
        $"select {StoredMessageRow.WithoutLongBodies("m.id <> all($2)")} from {StoredMessageRow.Tables} where m.id = any($1)";

    private const string BodyLength = "select length(body)::bigint from payload where message_id = $1";

    private const string LastCancel = "select value from setting where name = 'last_cancel'";

    private readonly GroupWriter<CancelItem, CanceledMessage?> _cancel = new(
        cancel.WriteAsync, new GroupWriterOptions<CancelItem> { RetrySingly = failure => !PostgresErrors.IsOutage(failure) });

    public async Task<StoredMessage?> FindAsync(string messageId, CancellationToken cancellationToken) =>
        (await FindManyAsync([messageId], cancellationToken)).SingleOrDefault();

    public async Task<IReadOnlyList<StoredMessage>> FindManyAsync(
        IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken, IReadOnlyCollection<string>? ahead = null)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        string[] all = [.. messageIds, .. ahead ?? []];
        return await connection.ListAsync(Find, [all, messageIds.ToArray()], StoredMessageRow.Read, cancellationToken);
    }

    public async Task<long> BodyLengthAsync(string messageId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await connection.ListAsync(BodyLength, [messageId], row => row.GetInt64(0), cancellationToken)).SingleOrDefault();
    }

    public Task<CanceledMessage?> CancelAsync(string messageId, DateTimeOffset now, CancellationToken cancellationToken) =>
        _cancel.WriteAsync(new CancelItem(messageId, now), cancellationToken);

    public Task<RunNowOutcome> RunNowAsync(string messageId, DateTimeOffset now, CancellationToken cancellationToken) =>
        runNow.WriteAsync(messageId, now, cancellationToken);

    public async Task<DateTimeOffset?> LastCancelAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var values = await connection.ListAsync(LastCancel, [], row => row.GetString(0), cancellationToken);
        return values is [var value]
            ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(value, CultureInfo.InvariantCulture))
            : null;
    }

    public ValueTask DisposeAsync() => _cancel.DisposeAsync();
}
