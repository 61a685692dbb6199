using BusQStash.Store.Delays;
using BusQStash.Store.Delays.Sqlite;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Messages;
using BusQStash.Store.Messages.Sqlite;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Instances.Sqlite;

/// <summary>Unordered messages whose command may be lost, on SQLite.</summary>
internal sealed class SqliteUnconfirmedMessages(
    SqliteDatabase database,
    SqliteWriter writer,
    TimeProvider clock) : IUnconfirmedMessages
{
    public async Task<IReadOnlyList<(long OriginNumber, StoredMessage Message)>> ReadUnconfirmedAsync(
        int origin, long after, long through, int max, CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var rows = await connection.QueryAsync<long, StoredMessageRow, (long, StoredMessage)>(
            new CommandDefinition(
                $"""
                select m.origin_number as OriginNumber, {StoredMessageRow.CommandColumns} {StoredMessageRow.From}
                where m.origin = @origin and m.origin_number > @after and m.origin_number <= @through
                  and m.state = {MessageStateSql.Ready} and m.origin_number > 0 and m.attempts = 0
                order by m.origin_number limit @max
                """,
                new { origin, after, through, max },
                cancellationToken: cancellationToken),
            static (number, row) => (number, row.ToMessage()));
        return rows.AsList();
    }

    public async Task<IReadOnlyList<CommandRange>> ListReadyAsync(CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var rows = await connection.QueryAsync<(long Origin, long First, long Last)>(
            $"select origin, min(origin_number), max(origin_number) from message where state = {MessageStateSql.Ready} and origin_number > 0 group by origin",
            null,
            cancellationToken);
        return [.. rows.Select(row => new CommandRange((int)row.Origin, row.First - 1, row.Last))];
    }

    public async Task<IReadOnlyList<StoredMessage>> ReadUnnumberedAsync(
        (DateTimeOffset CreatedAt, string Id)? after, int max, CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var rows = await connection.QueryAsync<StoredMessageRow>(
            $"""
            select {StoredMessageRow.CommandColumns} {StoredMessageRow.From}
            where m.state = {MessageStateSql.Ready} and m.origin_number = 0 and m.queue_name is null and (m.created_at, m.id) > (@afterTime, @afterId)
            order by m.created_at, m.id limit @max
            """,
            new { afterTime = after?.CreatedAt.ToUnixTimeMilliseconds() ?? long.MinValue, afterId = after?.Id ?? "", max },
            cancellationToken);
        return [.. rows.Select(row => row.ToMessage())];
    }

    public async Task<IReadOnlyList<(string MessageId, int Attempt)>> ListClaimsAsync(int number, CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var rows = await connection.QueryAsync<(string Id, long Attempts)>(
            $"select id, attempts from message where claimed_by = @number and {ReturnPlan.IsPlainClaim} order by id",
            new { number },
            cancellationToken);
        return [.. rows.Select(row => (row.Id, (int)row.Attempts))];
    }

    public async Task<bool> GiveUpClaimAsync(int number, string messageId, int attempt, CancellationToken cancellationToken) =>
        await writer.WriteAsync(
            session =>
            {
                var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
                var changed = session.Execute(
                    $"""
                    update message set {ReturnPlan.Due}, not_before = @now
                    where id = @id and attempts = @attempt and claimed_by = @number and {ReturnPlan.IsPlainClaim}
                    """,
                    now,
                    messageId,
                    attempt,
                    number);
                if (changed > 0)
                {
                    SqliteDueRows.Put(session, messageId, DueRow.MessageKind, now);
                }

                return changed;
            },
            cancellationToken) > 0;

    public async Task<IReadOnlyList<int>> ListLostClaimsAsync(CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var numbers = await connection.QueryAsync<int>(
            $"""
            select distinct claimed_by from message m
            where claimed_by is not null and state = {MessageStateSql.Active} and not exists (select 1 from instance i where i.number = m.claimed_by)
            """,
            null,
            cancellationToken);
        return numbers.AsList();
    }

    public Task<IReadOnlyList<StoredMessage>> ReleaseClaimsAsync(int origin, TimeSpan age, int max, CancellationToken cancellationToken) =>
        writer.WriteAsync<IReadOnlyList<StoredMessage>>(
            session =>
            {
                if (SqliteInstances.IsAlive(session, origin, clock.GetUtcNow(), age))
                {
                    return [];
                }

                var ids = session.Query(
                    $"select id from message where claimed_by = @origin and {ReturnPlan.IsPlainClaim} order by created_at, id limit @max",
                    row => row.GetString(0),
                    origin,
                    max);
                return ReturnPlan.InOrder(ids.ConvertAll(id => Release(session, id)));
            },
            cancellationToken);

    private StoredMessage Release(SqliteSession session, string messageId)
    {
        session.Execute($"update message set {ReturnPlan.Resent} where id = @id", messageId);
        SqliteDueRows.Put(session, messageId, DueRow.MessageKind, (clock.GetUtcNow() + ReturnPlan.Backstop).ToUnixTimeMilliseconds());
        return SqliteStoredMessages.FindForCommand(session, messageId)!;
    }
}
