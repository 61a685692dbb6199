using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Sql;

namespace BusQStash.Store.Sqlite;

/// <summary>Writes the history of messages.</summary>
internal static class SqliteEvents
{
    public static void Write(SqliteSession session, string messageId, DateTimeOffset time, EventState state, DateTimeOffset? nextDeliveryAt = null) =>
        session.Execute(
            "insert into event (message_id, time, state, next_delivery_at) values (@id, @time, @state, @next)",
            messageId,
            time,
            state,
            nextDeliveryAt);

    /// <summary>The end of an attempt, with the whole answer when <paramref name="whole"/>, else with its status only.</summary>
    public static void WriteEnd(SqliteSession session, AttemptSettlement attempt, EventState state, bool whole) =>
        session.Execute(
            """
            insert into event (message_id, time, state, error, response_status, response_headers, response_body)
            values (@id, @time, @state, @error, @status, @headers, @body)
            """,
            attempt.MessageId,
            attempt.FinishedAt,
            state,
            attempt.Error,
            attempt.Response?.Status,
            whole ? ResponseColumns.Headers(attempt.Response) : null,
            whole ? attempt.Response?.Body : null);
}
