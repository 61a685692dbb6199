using System.Data.Common;
using BusQStash.Store.Events;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Queues;

/// <summary>Reads the facts about queues, one statement for each kind of fact, in SQL common to both engines.</summary>
internal sealed class QueueFactRows(DbConnection connection, IConnectionSource engine, CancellationToken cancellationToken)
{
    /// <summary>The facts of queues, in the order given. The lag is the last count, or the number of messages seen if that is higher.</summary>
    public async Task<IReadOnlyList<QueueFacts>> ReadAsync(IReadOnlyList<QueueViewRow> queues)
    {
        if (queues.Count == 0)
        {
            return [];
        }

        var processes = await ProcessRows.ReadAsync(connection, engine.Now, cancellationToken);
        var windows = (await WindowsAsync(queues)).ToLookup(message => message.QueueName!, StringComparer.Ordinal);
        var lanes = await LanesAsync([.. queues.Select(queue => queue.Name)], processes);
        List<MessageView> seen = [.. windows.SelectMany(window => window)];
        var lines = await LinesAsync([.. seen.Where(message => message is { FlowKey: not null, IsFinal: false }).Select(message => message.Id)]);
        var callbacks = await CallbacksAsync([.. seen.Where(message => message.IsFinal).Select(message => message.Id)], processes);
        List<QueueFacts> facts = [];
        foreach (var queue in queues)
        {
            IReadOnlyList<MessageView> window = [.. windows[queue.Name]];
            facts.Add(new QueueFacts
            {
                Queue = queue.ToInfo(Math.Max(queue.Lag, window.Count(message => !message.IsFinal))),
                OldestAt = window.FirstOrDefault(message => !message.IsFinal)?.CreatedAt,
                Window = window,
                Lane = lanes.GetValueOrDefault(queue.Name),
                Processes = processes,
                Lines = [.. lines.Where(line => window.Any(message => message.Id == line.MessageId))],
                Callbacks = window.Where(message => message.IsFinal)
                    .ToDictionary(message => message.Id, IReadOnlyList<CallbackView> (message) => [.. callbacks[message.Id]], StringComparer.Ordinal),
            });
        }

        return facts;
    }

    /// <summary>Adds the results of the last attempts of the queues' heads.</summary>
    public async Task<IReadOnlyList<QueueFacts>> WithHeadsAsync(IReadOnlyList<QueueFacts> facts)
    {
        List<string> heads = [.. facts.Where(fact => fact.Window is [{ IsFinal: false }, ..]).Select(fact => fact.Window[0].Id)];
        if (heads.Count == 0)
        {
            return facts;
        }

        var ids = new KeysetFilter().In("message_id", "id", heads);
        var specs = (await connection.QueryAsync<(string Id, byte[] Spec)>($"select message_id, spec from payload {ids.Where}", ids.Parameters, cancellationToken))
            .ToDictionary(row => row.Id, row => row.Spec, StringComparer.Ordinal);
        var errors = (await connection.QueryAsync<(string Id, int? Status, string? Error)>(
            $"select message_id, response_status, error from event {ids.And($"state = {EventStateSql.Error}")} order by time, id", ids.Parameters, cancellationToken))
            .ToLookup(row => row.Id, StringComparer.Ordinal);
        return [.. facts.Select(fact => fact.Window is [{ IsFinal: false, Id: var id }, ..] ? With(fact, specs.GetValueOrDefault(id), errors[id].LastOrDefault()) : fact)];
    }

    private static QueueFacts With(QueueFacts facts, byte[]? json, (string Id, int? Status, string? Error) last)
    {
        var spec = json is null ? null : System.Text.Json.JsonSerializer.Deserialize(json, LedgerJson.Default.MessageSpec);
        return facts with { HeadLast = (last.Status, last.Error), HeadAttempts = spec?.MaxRetries + 1, HeadTimeoutMs = spec?.TimeoutMs };
    }

    private async Task<List<MessageView>> WindowsAsync(IReadOnlyList<QueueViewRow> queues)
    {
        var parameters = new DynamicParameters();
        for (var i = 0; i < queues.Count; i++)
        {
            parameters.Add($"q{i}", queues[i].Name);
            parameters.Add($"w{i}", queues[i].Window);
        }

        var all = Enumerable.Range(0, queues.Count);
        var sql = engine.HasLateral
            ? $"""
                select w.* from (values {string.Join(", ", all.Select(i => $"(cast(@q{i} as text), cast(@w{i} as integer))"))}) q(name, size)
                cross join lateral ({Window("q.name", "q.size")}) w
                """
            : string.Join(" union all ", all.Select(i => $"select * from ({Window($"@q{i}", $"@w{i}")}) w{i}"));
        var rows = await connection.QueryAsync<MessageView>(sql, parameters, cancellationToken);
        return [.. rows.OrderBy(message => message.Seq)];
    }

    private static string Window(string name, string size) =>
        $"select {MessageView.Columns} from message m where m.queue_name = {name} and m.lane_open order by m.seq limit {size}";

    private async Task<Dictionary<string, LaneView>> LanesAsync(IReadOnlyList<string> names, Processes processes)
    {
        var filter = new KeysetFilter().In("name", "name", names);
        var rows = await connection.QueryAsync<(string Name, int Holder, long Epoch, long LeaseUntil)>(
            $"select name, holder, epoch, lease_until from lane {filter.And("holder > 0")}", filter.Parameters, cancellationToken);
        return rows.ToDictionary(
            row => row.Name,
            row =>
            {
                var holder = processes.All.FirstOrDefault(process => process.Number == row.Holder);
                return new LaneView(row.Holder, row.Epoch, row.LeaseUntil, holder?.HeartbeatAt, holder is { IsAlive: true });
            },
            StringComparer.Ordinal);
    }

    /// <summary>The messages that wait in the line of their key, with the key.</summary>
    public async Task<IReadOnlyList<FlowView>> LinesAsync(IReadOnlyList<string> messageIds)
    {
        if (messageIds.Count == 0)
        {
            return [];
        }

        var filter = new KeysetFilter().In("w.message_id", "id", messageIds);
        filter.Parameters.Add("limit", QueueLimits.Counted);
        List<(string MessageId, string Key, int Place)> waiting = [.. await connection.QueryAsync<(string, string, int)>(
            $"""
            select w.message_id, w.key, (select count(*) from (select 1 from flow_wait o where o.key = w.key and o.place <= w.place limit @limit) o)
            from flow_wait w {filter.Where}
            """,
            filter.Parameters,
            cancellationToken)];
        if (waiting.Count == 0)
        {
            return [];
        }

        var keys = new KeysetFilter().In("k.key", "key", [.. waiting.Select(line => line.Key).Distinct(StringComparer.Ordinal)]);
        var infos = (await connection.QueryAsync<FlowKeyInfo>($"{FlowKeyInfo.Select(engine.Now)} {keys.Where}", keys.Parameters, cancellationToken))
            .ToDictionary(key => key.Key, StringComparer.Ordinal);
        return [.. waiting.Where(line => infos.ContainsKey(line.Key)).Select(line => new FlowView(line.MessageId, line.Place, infos[line.Key]))];
    }

    private async Task<ILookup<string, CallbackView>> CallbacksAsync(IReadOnlyList<string> parents, Processes processes)
    {
        if (parents.Count == 0)
        {
            return Enumerable.Empty<CallbackView>().ToLookup(_ => "");
        }

        var filter = new KeysetFilter().In("m.parent_id", "id", parents);
        var rows = await connection.QueryAsync<(string Parent, string Id, int State, int Attempts, string Url, long NotBefore)>(
            $"select m.parent_id, m.id, m.state, m.attempts, m.url, m.not_before from message m {filter.And("m.parent_id is not null and m.finished_at is null")}", filter.Parameters, cancellationToken);
        return rows.ToLookup(
            row => row.Parent,
            row =>
            {
                var state = MessageWords.Of((MessageState)row.State, row.Attempts, row.NotBefore, processes.Now, processes.FindRunning(row.Id) is not null);
                return new CallbackView(row.Id, state, row.Url, row.NotBefore > processes.Now ? row.NotBefore : null);
            },
            StringComparer.Ordinal);
    }
}
