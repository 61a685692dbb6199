using BusQStash.Contracts.Messages;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.FlowControl;
using BusQStash.Store.FlowControl.Sqlite;
using BusQStash.Store.Messages;
using BusQStash.Store.Messages.Sqlite;
using BusQStash.Store.Sql;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BusQStash.Store.Delays.Sqlite;

/// <summary>Due rows on SQLite.</summary>
internal sealed class SqliteDueItems(SqliteDatabase database, SqliteWriter writer, SqliteFlowRows flowRows, FlowSignal signal) : IDueItems
{
    public async Task<IReadOnlyList<DueItem>> ClaimAsync(DateTimeOffset now, int max, TimeSpan hold, CancellationToken cancellationToken)
    {
        var items = await writer.WriteAsync<IReadOnlyList<DueItem>>(
            session =>
            {
                var rows = session.Query(
                    """
                    select token, kind, due_at, address, content_type, headers, body from due
                    where due_at <= @now order by due_at limit @max
                    """,
                    Read,
                    now,
                    max);
                return [.. rows.Select(row => Claim(session, row, now + hold)).OfType<DueItem>()];
            },
            cancellationToken);
        signal.Raise();
        return items;
    }

    public Task CompleteAsync(IReadOnlyCollection<DueItem> items, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => items.Count(item => Complete(session, item)), cancellationToken);

    public Task ReturnAsync(IReadOnlyCollection<DueItem> items, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session => items.Sum(item => session.Execute(
                "update due set due_at = @dueAt, stamp = @newStamp where token = @token and stamp = @stamp",
                dueAt,
                SqliteDueRows.NextStamp(session),
                item.Token,
                item.Stamp)),
            cancellationToken);

    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var next = await connection.ExecuteScalarAsync<long?>("select min(due_at) from due", null, cancellationToken);
        return next is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;
    }

    public Task ScheduleAsync(string token, DateTimeOffset dueAt, ScheduledBusMessage message, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session => session.Execute(
                """
                insert or replace into due (token, kind, due_at, stamp, address, content_type, headers, body)
                values (@token, @kind, @dueAt, @stamp, @address, @contentType, @headers, @body)
                """,
                token,
                DueRow.BusKind,
                dueAt,
                SqliteDueRows.NextStamp(session),
                message.Destination,
                message.ContentType,
                message.HeadersJson,
                message.Body),
            cancellationToken);

    public Task<bool> CancelAsync(string token, CancellationToken cancellationToken) => writer.WriteAsync(
        session => session.Execute("delete from due where token = @token and kind = @kind", token, DueRow.BusKind) == 1,
        cancellationToken);

    /// <summary>Claims one row. A row whose message is final or whose queue was deleted has nothing left to do and is deleted.</summary>
    private DueItem? Claim(SqliteSession session, DueRow unclaimed, DateTimeOffset until)
    {
        var row = unclaimed with { Stamp = SqliteDueRows.NextStamp(session) };
        var item = DuePlan.Decide(
            row,
            row.Kind == DueRow.MessageKind ? SqliteStoredMessages.FindForCommand(session, row.Token) : null,
            row.Kind == DueRow.LaneKind ? FindQueue(session, row.QueueName) : null);
        if (item is DueItem.Message { Stored: var message } && DuePlan.EntersLine(message))
        {
            // The message joins its key's line; no command is sent for it.
            EnterLine(session, message.Id, message.Spec.FlowControl!);
            item = null;
        }

        if (item is null)
        {
            SqliteDueRows.Remove(session, row.Token);
        }
        else
        {
            session.Execute("update due set due_at = @until, stamp = @stamp where token = @token", until, row.Stamp, row.Token);
        }

        return item;
    }

    private void EnterLine(SqliteSession session, string messageId, FlowControlSpec spec)
    {
        session.Execute("update message set state = @waiting, origin_number = 0 where id = @id", MessageState.Waiting, messageId);
        var flow = new FlowChanges();
        flow.Use(spec);
        flow.Join(messageId, spec.Key);
        flowRows.Write(session, flow);
    }

    private static bool Complete(SqliteSession session, DueItem item)
    {
        var removed = session.Execute("delete from due where token = @token and stamp = @stamp", item.Token, item.Stamp) == 1;
        if (removed && item is DueItem.Message { Stored: var message })
        {
            // If a faster worker has already claimed or settled the message, its state is left unchanged.
            session.Execute(
                $"update message set state = {MessageStateSql.Ready}, origin_number = 0 where id = @id and attempts = @attempts and state in {MessageStateSql.Timed}",
                item.Token,
                message.Attempts);
        }

        return removed;
    }

    private static (string Name, int? Shard)? FindQueue(SqliteSession session, string name) => session.Query(
        "select shard from queue where name = @name", row => row.IsDBNull(0) ? (int?)null : row.GetInt32(0), name) is [var shard] ? (name, shard) : null;

    private static DueRow Read(SqliteDataReader row)
    {
        var content = row.GetInt32(1) == DueRow.BusKind
            ? new ScheduledBusMessage(
                row.GetString(3), row.GetString(4), row.GetFieldValue<byte[]>(6), row.IsDBNull(5) ? null : row.GetString(5))
            : null;
        return new DueRow(row.GetString(0), row.GetInt32(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), Stamp: 0, content);
    }
}
