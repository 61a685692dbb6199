using System.Data.Common;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Events;

/// <summary>Reads the history of messages in SQL common to both engines.</summary>
/// <remarks>
/// <para>(1) Find the positions of a page's entries, reading indexes only.</para>
/// <para>(2) Read their sizes. Both engines know the length of a body without reading it.</para>
/// </remarks>
internal sealed class SqlMessageEvents(IConnectionSource connections) : IMessageEvents
{
    public async Task<IReadOnlyList<Listed<(long Time, long Id)>>> ListAsync(EventQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var places = await EventPlaces.FindAsync(connection, query, cancellationToken); // (1)
        return await MeasureAsync(connection, places, cancellationToken); // (2)
    }

    public async Task<IReadOnlyList<MessageEvent>> ReadAsync(IReadOnlyList<(long Time, long Id)> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var sql = $"""
            {EventPlaces.Table(entries)}
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

    /// <summary>An entry that was just deleted has no size, but keeps its place, because the end of the page is derived from it.</summary>
    private static async Task<IReadOnlyList<Listed<(long Time, long Id)>>> MeasureAsync(
        DbConnection connection, IReadOnlyList<(long Time, long Id)> places, CancellationToken cancellationToken)
    {
        if (places.Count == 0)
        {
            return [];
        }

        var sql = $"""
            {EventPlaces.Table(places)}
            select e.time as Time, e.id as Id, {StoredMessageRow.Bytes} + {ResponseColumns.Bytes("e")} as Bytes
            from k join event e on e.time = k.time and e.id = k.id join payload p on p.message_id = e.message_id
            """;
        var hits = await connection.QueryAsync<EventHit>(sql, null, cancellationToken);
        var lengths = hits.ToDictionary(hit => hit.Place, hit => hit.Bytes);
        return [.. places.Select(place => new Listed<(long, long)>(place, lengths.GetValueOrDefault(place)))];
    }
}
