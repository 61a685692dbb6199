using BusQStash.Store.Events;

namespace BusQStash.Store.Postgres.Messages;

/// <summary>Writes entries of histories.</summary>
internal static class EventRows
{
    private const string InsertPlain =
        """
        insert into event (message_id, time, state, response_status, next_delivery_at)
        select * from unnest($1::text[], $2::bigint[], $3::smallint[], $4::integer[], $5::bigint[])
        """;

    private const string InsertFull =
        """
        insert into event (message_id, time, state, response_status, next_delivery_at, error, response_headers, response_body)
        select * from unnest($1::text[], $2::bigint[], $3::smallint[], $4::integer[], $5::bigint[], $6::text[], $7::bytea[], $8::bytea[])
        """;

    /// <summary>Entries get rising ids in the order given.</summary>
    public static void Add(StatementBatch batch, IReadOnlyList<EventRow> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        var ids = Column(events, row => row.MessageId);
        var times = Column(events, row => row.Time);
        var states = Column(events, row => (short)row.State);
        var statuses = Column(events, row => row.ResponseStatus);
        var next = Column(events, row => row.NextDeliveryAt);
        if (events.Any(row => row.Error is not null || row.ResponseHeaders is not null))
        {
            var errors = Column(events, row => row.Error);
            var headers = Column(events, row => row.ResponseHeaders);
            var bodies = Column(events, row => row.ResponseBody?.ToArray());
            batch.Add(InsertFull, ids, times, states, statuses, next, errors, headers, bodies);
        }
        else
        {
            batch.Add(InsertPlain, ids, times, states, statuses, next);
        }
    }

    private static T[] Column<T>(IReadOnlyList<EventRow> events, Func<EventRow, T> value) => [.. events.Select(value)];
}
