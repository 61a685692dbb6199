using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.FlowControl.Postgres;
using BusQStash.Store.Messages;
using BusQStash.Store.Messages.Postgres;
using Npgsql;

namespace BusQStash.Store.Delays.Postgres;

/// <summary>Claims due rows inside a transaction.</summary>
/// <remarks>
/// <para>(1) Claim: hide the rows for a while under a new stamp. Rows another poller is claiming are skipped.</para>
/// <para>(2) Load the messages and queues they refer to.</para>
/// <para>(3) Delete rows with nothing left to do.</para>
/// <para>(4) Messages with a flow-control key join its line; no command is sent for them.</para>
/// <para>If the process dies with claimed rows, nothing is lost: the rows are due again after the hold.</para>
/// </remarks>
internal sealed class DueClaim(NpgsqlConnection connection, int me)
{
    private const string Claim =
        """
        with c as (
            select token, due_at from due where due_at <= $1 order by due_at limit $2 for update skip locked)
        update due d set due_at = $3, stamp = nextval('due_stamp') from c where d.token = c.token
        returning d.token, d.stamp, c.due_at, d.kind, d.address, d.content_type, d.headers, d.body
        """;

    private static readonly string Messages = $"select {StoredMessageRow.CommandColumns} from {StoredMessageRow.Tables} where m.id = any($1)";

    private const string Lanes = "select name, shard from queue where name = any($1)";

    private const string Forget = "delete from due where token = any($1)";

    /// <summary>Messages joined lines.</summary>
    public bool HasEntered { get; private set; }

    public async Task<IReadOnlyList<DueItem>> RunAsync(DateTimeOffset now, int max, TimeSpan hold, CancellationToken cancellationToken)
    {
        object[] values = [now.ToUnixTimeMilliseconds(), max, (now + hold).ToUnixTimeMilliseconds()];
        var rows = await connection.ListAsync(Claim, values, Read, cancellationToken); // (1)
        if (rows.Count == 0)
        {
            return [];
        }

        var (messages, lanes) = await LoadAsync(rows, cancellationToken); // (2)
        var claimed = rows.ConvertAll(row => (Row: row, Item: DuePlan.Decide(row, messages.GetValueOrDefault(row.Token), QueueOf(row, lanes))));
        string[] gone = [.. claimed.Where(pair => pair.Item is null).Select(pair => pair.Row.Token)];
        if (gone.Length > 0)
        {
            await connection.ExecuteAsync(Forget, [gone], cancellationToken); // (3)
        }

        DueItem[] items = [.. claimed.Select(pair => pair.Item).OfType<DueItem>().OrderBy(item => item.DueAt)];
        StoredMessage[] flowing = [.. items.OfType<DueItem.Message>().Select(item => item.Stored).Where(DuePlan.EntersLine)];
        if (flowing.Length > 0)
        {
            HasEntered = true;
            await DueFlow.EnterAsync(connection, flowing, now.ToUnixTimeMilliseconds(), me, cancellationToken); // (4)
        }

        return [.. items.Where(item => item is not DueItem.Message { Stored: var message } || !DuePlan.EntersLine(message))];
    }

    private async Task<(Dictionary<string, StoredMessage> Messages, Dictionary<string, int?> Lanes)> LoadAsync(
        List<DueRow> rows, CancellationToken cancellationToken)
    {
        await using var batch = new StatementBatch(connection);
        batch.Add(Messages, rows.Where(row => row.Kind == DueRow.MessageKind).Select(row => row.Token).ToArray());
        batch.Add(Lanes, rows.Where(row => row.Kind == DueRow.LaneKind).Select(row => row.QueueName).ToArray());
        await using var reader = await batch.ReadAsync(cancellationToken);
        var messages = await reader.ToListAsync(StoredMessageRow.Read, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var lanes = await reader.ToListAsync(row => (Name: row.GetString(0), Shard: row.IntOrNull(1)), cancellationToken);
        return (
            messages.ToDictionary(message => message.Id, StringComparer.Ordinal),
            lanes.ToDictionary(lane => lane.Name, lane => lane.Shard, StringComparer.Ordinal));
    }

    private static (string Name, int? Shard)? QueueOf(DueRow row, Dictionary<string, int?> lanes) =>
        row.Kind == DueRow.LaneKind && lanes.TryGetValue(row.QueueName, out var shard) ? (row.QueueName, shard) : null;

    private static DueRow Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt16(3), row.Time(2), row.GetInt64(1), row.GetInt16(3) == DueRow.BusKind ? ReadContent(row) : null);

    private static ScheduledBusMessage ReadContent(NpgsqlDataReader row) =>
        new(row.GetString(4), row.GetString(5), row.GetFieldValue<byte[]>(7), row.TextOrNull(6));
}
