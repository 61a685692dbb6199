using System.Data.Common;
using System.Globalization;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Events;

/// <summary>Finds the positions of a list's entries, reading indexes only.</summary>
internal static class EventPlaces
{
    private const string Labels = "select 1 from event_label l where l.time = c.time and l.event_id = c.id";

    public static Task<IReadOnlyList<(long Time, long Id)>> FindAsync(DbConnection connection, EventQuery query, CancellationToken cancellationToken)
    {
        if (EventStatuses.Narrow(query) is not { } narrowed)
        {
            return Task.FromResult<IReadOnlyList<(long Time, long Id)>>([]);
        }

        var facets = EventFacets.Of(query);
        return (query.MessageIds, facets) switch
        {
            ({ Count: > 0 }, _) => OfMessagesAsync(connection, narrowed, facets, cancellationToken),
            (_, { Count: > 0 }) => new EventSearch(narrowed, facets).FindAsync(connection, cancellationToken),
            _ => OfStatesAsync(connection, narrowed, cancellationToken),
        };
    }

    /// <summary>Positions as a table <c>k(time, id)</c> for a statement.</summary>
    public static string Table(IEnumerable<(long Time, long Id)> places) =>
        $"with k(time, id) as (values {string.Join(", ", places.Select(place => string.Create(CultureInfo.InvariantCulture, $"({place.Time}, {place.Id})")))})";

    /// <summary>
    /// The condition that an entry is not one of a workflow run, with " and " before it. A scalar subquery, because as an anti-join PostgreSQL may read the whole history
    /// instead of one page of an index.
    /// </summary>
    public static string Plain(EventQuery query, string entry) =>
        query.WithoutRuns ? $" and (select 1 from workflow_step w where w.message_id = {entry}.message_id limit 1) is null" : "";

    /// <summary>A message has few entries, so they are read and sorted. The first of them has the facet keys.</summary>
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
            with e as materialized (select time, id, message_id, state, response_status from event where message_id in ({string.Join(", ", names)}))
            select e.time as Time, e.id as Id from e
            where {(facets.Count == 0 ? "1 = 1" : first)}{StateCondition(query)}{EventStatuses.Condition(query, "e")}{Plain(query, "e")}{window.Inside("e.time", "e.id")} {window.Order("e.time", "e.id")} limit @count
            """;
        return PlacesAsync(connection, sql, parameters, query, cancellationToken);
    }

    /// <summary>Reads from the end of the index of all entries, or of each state's index.</summary>
    private static Task<IReadOnlyList<(long Time, long Id)>> OfStatesAsync(
        DbConnection connection, EventQuery query, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters();
        var window = new EventWindow(query, parameters);
        var conditions = query.States.Count == 0 ? ["1 = 1"] : query.States.Distinct().Select(state => $"e.state = {(int)state}");
        var parts = conditions.Select((condition, i) => $"""
            select * from (
                select e.time as Time, e.id as Id from event e
                where {condition}{EventStatuses.Condition(query, "e")}{Plain(query, "e")}{window.Inside("e.time", "e.id")} {window.Order("e.time", "e.id")} limit @count) s{i}
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
        var hits = await connection.QueryAsync<EventHit>(sql, parameters, cancellationToken);
        return [.. hits.Select(hit => hit.Place)];
    }
}
