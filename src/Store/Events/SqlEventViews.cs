using System.Data.Common;
using System.Globalization;
using BusQStash.Store.Sql;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Store.Events;

/// <summary>Summarizes the logs in SQL common to both engines, over the same positions a list finds.</summary>
internal sealed class SqlEventViews([FromKeyedServices(ReadPool.Key)] IConnectionSource connections) : IEventViews
{
    /// <summary>Positions per statement; more would only take longer to plan.</summary>
    private const int PlacesAtOnce = 1_000;

    public async Task<int> CountAsync(EventQuery query, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return (await EventPlaces.FindAsync(connection, query with { Count = limit }, cancellationToken)).Count;
    }

    public async Task<IReadOnlyList<HistogramBar>> HistogramAsync(EventQuery query, int bars, int limit, CancellationToken cancellationToken)
    {
        List<(long From, long To)> spans = [.. Spans(query, bars)];
        if (EventStatuses.Narrow(query) is not { } narrowed)
        {
            return [.. spans.Select(Empty)];
        }

        await using var connection = await connections.OpenAsync(cancellationToken);
        if (query.MessageIds.Count == 0 && EventFacets.Of(query).Count == 0)
        {
            return await AllBarsAsync(connection, narrowed, spans, limit, cancellationToken);
        }

        List<HistogramBar> counted = [];
        foreach (var (from, to) in spans)
        {
            var part = query with { From = DateTimeOffset.FromUnixTimeMilliseconds(from), To = DateTimeOffset.FromUnixTimeMilliseconds(to), After = null, Count = limit };
            counted.Add(await BarAsync(connection, part, (from, to), cancellationToken));
        }

        return counted;
    }

    public async Task<FacetResult> FacetsAsync(EventQuery query, int rows, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var places = await EventPlaces.FindAsync(connection, query with { EarliestFirst = false, After = null, Count = rows }, cancellationToken);
        List<SeenRow> seen = [];
        foreach (var group in places.Chunk(PlacesAtOnce))
        {
            seen.AddRange(await connection.QueryAsync<SeenRow>(
                $"""
                {EventPlaces.Table(group)}
                select e.time as Time, e.state as State, {EventStatuses.Column("e")} as Status, m.url as Url, m.queue_name as QueueName, m.flow_key as FlowKey,
                       m.schedule_id as ScheduleId, m.id as MessageId
                from k join event e on e.time = k.time and e.id = k.id join message m on m.id = e.message_id
                """,
                null,
                cancellationToken));
        }

        var fields = FacetTables.Of(seen, ("state", row => row.State?.ToString(CultureInfo.InvariantCulture)));
        return new FacetResult(fields, seen.Count, places.Count >= rows);
    }

    public async Task<IReadOnlyList<TailEntry>> TailAsync(long from, int max, CancellationToken cancellationToken)
    {
        var rows = await connections.QueryAsync<TailEntry>(
            """
            select e.id as Id, e.time as Time, e.state as State, e.error as Error, e.response_status as Status, e.next_delivery_at as NextAt, m.id as MessageId,
                   m.url as Url, m.queue_name as QueueName, m.topic_name as TopicName, m.schedule_id as ScheduleId, m.flow_key as FlowKey, m.caller_ip as CallerIp,
                   m.labels as LabelText
            from (select * from event where time >= @from order by time desc, id desc limit @max) e join message m on m.id = e.message_id
            order by e.time desc, e.id desc
            """,
            new { from, max },
            cancellationToken);
        return rows.AsList();
    }

    private static HistogramBar Empty((long From, long To) span) => new(span.From, span.To, new Dictionary<EventState, int>(), Capped: false);

    /// <summary>Consecutive spans without gaps; the last ones are a millisecond shorter if the division leaves a remainder.</summary>
    private static IEnumerable<(long From, long To)> Spans(EventQuery query, int bars)
    {
        var (from, to) = (query.From!.Value.ToUnixTimeMilliseconds(), query.To!.Value.ToUnixTimeMilliseconds());
        var width = Math.Max(1, (to - from + bars) / bars);
        for (var start = from; start <= to; start += width)
        {
            yield return (start, Math.Min(to, start + width - 1));
        }
    }

    /// <summary>For a query filtered by time and state alone, one statement counts all bars, each from the start of its range in an index.</summary>
    private static async Task<IReadOnlyList<HistogramBar>> AllBarsAsync(
        DbConnection connection, EventQuery query, List<(long From, long To)> spans, int limit, CancellationToken cancellationToken)
    {
        var states = query.States;
        var status = EventStatuses.Condition(query, "e");
        IReadOnlyList<string> conditions = states.Count == 0 ? ["1 = 1"] : [.. states.Distinct().Select(state => $"e.state = {(int)state}")];
        var parts = spans.SelectMany((span, bar) => conditions.Select((condition, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"""
            select {bar} as Bar, s{bar}x{i}.state as State, count(*) as Count
            from (select e.state from event e where {condition}{status} and e.time >= {span.From} and e.time <= {span.To} order by e.time, e.id limit {limit}) s{bar}x{i}
            group by s{bar}x{i}.state
            """)));
        var rows = (await connection.QueryAsync<(int Bar, int State, int Count)>(string.Join(" union all ", parts), null, cancellationToken)).ToLookup(row => row.Bar);
        return
        [
            .. spans.Select((span, bar) => new HistogramBar(
                span.From,
                span.To,
                rows[bar].ToDictionary(row => (EventState)row.State, row => row.Count),
                states.Count == 0 ? rows[bar].Sum(row => row.Count) >= limit : rows[bar].Any(row => row.Count >= limit))),
        ];
    }

    private static async Task<HistogramBar> BarAsync(
        DbConnection connection, EventQuery query, (long From, long To) span, CancellationToken cancellationToken)
    {
        var places = await EventPlaces.FindAsync(connection, query, cancellationToken);
        if (places.Count == 0)
        {
            return Empty(span);
        }

        var counts = await connection.QueryAsync<(int State, int Count)>(
            $"{EventPlaces.Table(places)} select e.state, count(*) from k join event e on e.time = k.time and e.id = k.id group by e.state",
            null,
            cancellationToken);
        return new HistogramBar(
            span.From, span.To, counts.ToDictionary(count => (EventState)count.State, count => count.Count), places.Count >= query.Count);
    }
}
