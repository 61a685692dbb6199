using BusQStash.Store.Delays;
using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Messages;
using Npgsql;

namespace BusQStash.Store.FlowControl.Postgres;

/// <summary>
/// Adds due messages with a flow-control key to their lines, in the transaction that claimed their due rows. No command is sent for them: after the commit they are in the line;
/// without it they are still due.
/// </summary>
internal static class DueFlow
{
    private const string Lock =
        $"select id from message where id = any($1) and state in {MessageStateSql.Timed} order by id for no key update skip locked";

    private const string Wait = $"update message set state = {MessageStateSql.Waiting}, origin_number = 0 where id = any($1)";
    private const string Forget = $"delete from due where token = any($1) and kind = {DueKindSql.Message}";

    // A concurrent settlement or cancellation holds the message's lock. Its due row is made due again at once.
    private const string Return = $"update due set due_at = $2 where token = any($1) and kind = {DueKindSql.Message}";

    public static async Task EnterAsync(
        NpgsqlConnection connection, IReadOnlyList<StoredMessage> messages, long now, int me, CancellationToken cancellationToken)
    {
        string[] ids = [.. messages.Select(message => message.Id)];
        var locked = await connection.ListAsync(Lock, [ids], row => row.GetString(0), cancellationToken);
        var free = locked.ToHashSet(StringComparer.Ordinal);
        var flow = new FlowChanges();
        foreach (var message in messages.Where(message => free.Contains(message.Id)))
        {
            flow.Use(message.Spec.FlowControl!);
            flow.Join(message.Id, message.Spec.FlowControl!.Key);
        }

        await using var batch = new StatementBatch(connection);
        batch.Add(Wait, locked.ToArray());
        batch.Add(Forget, locked.ToArray());
        batch.Add(Return, ids.Except(locked).ToArray(), now);
        FlowRows.Add(batch, flow, me);
        await batch.ExecuteAsync(cancellationToken);
    }
}
