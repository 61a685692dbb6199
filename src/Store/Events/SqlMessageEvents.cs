using System.Data.Common;
using System.Globalization;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Events;

/// <summary>Reads the history of messages, in SQL that both engines understand.</summary>
/// <remarks>
/// <para>(1) Find the places of a page's entries, in indexes alone.</para>
/// <para>(2) Ask how long they are. No body is read for that: both engines know its length without it.</para>
/// </remarks>
internal sealed class SqlMessageEvents(IConnectionSource connections) : IMessageEvents
{
    private const string Labels = "select 1 from event_label l where l.time = c.time and l.event_id = c.id";

    public async Task<IReadOnlyList<Listed<(long Time, long Id)>>> ListAsync(EventQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var facets = EventFacets.Of(query);
        var places = (query.MessageIds, facets) switch
        {
            ({ Count: > 0 }, _) => await OfMessagesAsync(connection, query, facets, cancellationToken),
            (_, { Count: > 0 }) => await new EventSearch(query, facets).FindAsync(connection, cancellationToken),
            _ => await OfStatesAsync(connection, query, cancellationToken),
        }; // (1)
        return await MeasureAsync(connection, places, cancellationToken); // (2)
    }

    public async Task<IReadOnlyList<MessageEvent>> ReadAsync(IReadOnlyList<(long Time, long Id)> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var sql = $"""
            with k(time, id) as (values {Values(entries)})
            select {MessageEventRow.Columns}, {StoredMessageRow.Columns}
            from k join event e on e.time = k.time and e.id = k.id
            join message m on m.id = e.message_id join payload p on p.message_id = m.id
            """;
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<MessageEventRow, StoredMessageRow, MessageEvent>(
            new CommandDefinition(sql, cancellationToken: cancellationToken), static (entry, message) => entry.With(message));
        var found = rows.ToDictionary(entry => (entry.Time.ToUnixTimeMilliseconds(), entry.Id));
        return [.. entries.Where(found.ContainsKey).Select(entry => found[entry])];
    }

    /// <summary>A message has few entries: they are read and sorted. The first of them has the keys of the facets.</summary>
    private static Task<IReadOnlyList<(long Time, long Id)>> OfMessagesAsync(
        DbConnection connection, EventQuery query, IReadOnlyList<Facet> facets, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters();
        var window = new EventWindow(query, parameters);
        var conditions = new FacetKeys(facets, parameters).Conditions(0, "c", (int)EventState.Created, Labels);
        var first = $"exists (select 1 from event c where c.message_id = e.message_id and c.state = {(int)EventState.Created}{conditions})";
        var ids = query.MessageIds.Distinct(StringComparer.Ordinal).ToList();
        ids.ForEach(id => parameters.Add($"id{parameters.ParameterNames.Count()}", id));
        var names = parameters.ParameterNames.TakeLast(ids.Count).Select(name => $"@{name}");
        var sql = $"""
            with e as materialized (select time, id, message_id, state from event where message_id in ({string.Join(", ", names)}))
            select e.time as Time, e.id as Id from e
            where {(facets.Count == 0 ? "1 = 1" : first)}{StateCondition(query)}{window.Inside("e.time", "e.id")} {window.Order("e.time", "e.id")} limit @count
            """;
        return PlacesAsync(connection, sql, parameters, query, cancellationToken);
    }

    /// <summary>Off the end of the index of all entries, or of each state's.</summary>
    private static Task<IReadOnlyList<(long Time, long Id)>> OfStatesAsync(
        DbConnection connection, EventQuery query, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters();
        var window = new EventWindow(query, parameters);
        var conditions = query.States.Count == 0 ? ["1 = 1"] : query.States.Distinct().Select(state => $"e.state = {(int)state}");
        var parts = conditions.Select((condition, i) => $"""
            select * from (
                select e.time as Time, e.id as Id from event e
                where {condition}{window.Inside("e.time", "e.id")} {window.Order("e.time", "e.id")} limit @count) s{i}
            """);
        var sql = $"select Time, Id from ({string.Join(" union all ", parts)}) e {window.Order("Time", "Id")} limit @count";
        return PlacesAsync(connection, sql, parameters, query, cancellationToken);
    }

    private static string StateCondition(EventQuery query) => query.States.Count == 0
        ? ""
        : $" and e.state in ({string.Join(", ", query.States.Distinct().Select(state => ((int)state).ToString(CultureInfo.InvariantCulture)))})";

    private static async Task<IReadOnlyList<(long Time, long Id)>> PlacesAsync(
        DbConnection connection, string sql, DynamicParameters parameters, EventQuery query, CancellationToken cancellationToken)
    {
        parameters.Add("count", query.Count);
        var hits = await connection.QueryAsync<EventHit>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
        return [.. hits.Select(hit => hit.Place)];
    }

    /// <summary>What was forgotten a moment ago has no length any more, and keeps its place: where a page ends is told by it.</summary>
    private static async Task<IReadOnlyList<Listed<(long Time, long Id)>>> MeasureAsync(
        DbConnection connection, IReadOnlyList<(long Time, long Id)> places, CancellationToken cancellationToken)
    {
        if (places.Count == 0)
        {
            return [];
        }

        var sql = $"""
            with k(time, id) as (values {Values(places)})
            select e.time as Time, e.id as Id, {StoredMessageRow.Bytes} + {ResponseColumns.Bytes("e")} as Bytes
            from k join event e on e.time = k.time and e.id = k.id join payload p on p.message_id = e.message_id
            """;
        var hits = await connection.QueryAsync<EventHit>(new CommandDefinition(sql, cancellationToken: cancellationToken));
        var lengths = hits.ToDictionary(hit => hit.Place, hit => hit.Bytes);
        return [.. places.Select(place => new Listed<(long, long)>(place, lengths.GetValueOrDefault(place)))];
    }

    private static string Values(IReadOnlyList<(long Time, long Id)> places) =>
        string.Join(", ", places.Select(place => string.Create(CultureInfo.InvariantCulture, $"({place.Time}, {place.Id})")));
}
