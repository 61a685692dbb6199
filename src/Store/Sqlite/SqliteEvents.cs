using BusQStash.Store.Events;

namespace BusQStash.Store.Sqlite;

/// <summary>Writes the history of messages.</summary>
internal static class SqliteEvents
{
    public static void Write(SqliteSession session, IEnumerable<EventRow> events)
    {
        foreach (var entry in events)
        {
            session.Execute(
                """
                insert into event (message_id, time, state, error, response_status, response_headers, response_body, next_delivery_at)
                values (@id, @time, @state, @error, @status, @headers, @body, @nextDeliveryAt)
                """,
                entry.MessageId,
                entry.Time,
                entry.State,
                entry.Error,
                entry.ResponseStatus,
                entry.ResponseHeaders,
                entry.ResponseBody,
                entry.NextDeliveryAt);
        }
    }
}
