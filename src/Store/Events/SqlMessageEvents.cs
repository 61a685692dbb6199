using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Events;

/// <summary>Reads the history of messages, in SQL that both engines understand.</summary>
internal sealed class SqlMessageEvents(IConnectionSource connections) : IMessageEvents
{
    private const string Select = $"""
        select {MessageEventRow.Columns}, {StoredMessageRow.Columns}
        from event e join message m on m.id = e.message_id join payload p on p.message_id = m.id
        """;

    public async Task<IReadOnlyList<MessageEvent>> ListAsync(EventQuery query, CancellationToken cancellationToken)
    {
        var filter = new KeysetFilter()
            .In("e.message_id", "messageIds", query.MessageIds)
            .In("e.state", "states", query.States.Select(state => (int)state).ToArray())
            .In("m.url", "urls", query.Urls)
            .In("m.queue_name", "queueNames", query.QueueNames)
            .In("m.topic_name", "topicNames", query.TopicNames)
            .HasLabel(query.Labels)
            .If("e.time >= @fromTime", "fromTime", query.From?.ToUnixTimeMilliseconds())
            .If("e.time <= @toTime", "toTime", query.To?.ToUnixTimeMilliseconds())
            .After("e.time", "e.id", !query.EarliestFirst, query.After);
        filter.Parameters.Add("count", query.Count);

        var order = query.EarliestFirst ? "asc" : "desc";
        var sql = $"{Select} {filter.Where} order by e.time {order}, e.id {order} limit @count";
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<MessageEventRow, StoredMessageRow, MessageEvent>(
            new CommandDefinition(sql, filter.Parameters, cancellationToken: cancellationToken),
            static (entry, message) => entry.With(message));
        return rows.AsList();
    }
}
