using BusQStash.Store.Events;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Sqlite;

/// <summary>Writes the end of one attempt inside a transaction.</summary>
/// <remarks>
/// <para>(1) A lane that is worked under another epoch, or a message that has moved on, refuses the write: a repeat finds that and changes nothing.</para>
/// <para>(2) Callbacks are accepted like any other message.</para>
/// <para>(3) The message takes its new state; one with callbacks under way keeps its place in its lane.</para>
/// <para>(4) What follows from it: due time or dead letter, history, events for the bus.</para>
/// <para>(5) The message this one was a callback of may leave its lane.</para>
/// </remarks>
internal sealed class SqliteSettlement(SqliteAcceptance acceptance, TimeProvider clock)
{
    public SettleOutcome Settle(SqliteSession session, AttemptSettlement attempt)
    {
        // (1)
        if (attempt.Lane is { } lane && session.Number("select epoch from lane where name = @name", lane.QueueName) != lane.Epoch)
        {
            return SettleOutcome.Fenced;
        }

        var message = SqliteMessageRow.Find(session, attempt.MessageId);
        if (message is null || message.IsFinal || message.Attempts != attempt.Attempt)
        {
            return SettleOutcome.Superseded;
        }

        // (2)
        var parentId = message.QueueName is null ? null : message.Id;
        var callbacks = attempt.Callbacks.Select(callback => acceptance.Accept(session, callback, parentId)).ToArray();

        // (3)
        var final = attempt.NextState >= MessageState.Delivered;
        var openCallbacks = parentId is null ? 0 : message.OpenCallbacks + callbacks.Count(callback => !callback.Deduplicated);
        var laneDone = message.QueueName is not null && final && openCallbacks == 0;
        Update(session, attempt, final, message.QueueName is not null && !laneDone, openCallbacks);

        // (4)
        WriteConsequences(session, attempt, ordered: message.QueueName is not null);
        WriteHistory(session, attempt);
        SqliteOutbox.Put(session, attempt.Outbox, clock.GetUtcNow());

        // (5)
        var woken = final ? SqliteParents.CallbackEnded(session, message.ParentId, clock.GetUtcNow()) : null;
        return new SettleOutcome(SettleStatus.Settled, callbacks, laneDone, woken?.QueueName);
    }

    private static void Update(SqliteSession session, AttemptSettlement attempt, bool final, bool laneOpen, int openCallbacks) =>
        session.Execute(
            """
            update message
            set state = @state, attempts = attempts + 1, not_before = coalesce(@nextAttemptAt, not_before), finished_at = @finishedAt,
                claimed_by = null, lane_open = @laneOpen, open_callbacks = @openCallbacks
            where id = @id
            """,
            attempt.NextState,
            attempt.NextAttemptAt,
            final ? attempt.FinishedAt : null,
            laneOpen,
            openCallbacks,
            attempt.MessageId);

    private static void WriteConsequences(SqliteSession session, AttemptSettlement attempt, bool ordered)
    {
        if (attempt.NextState == MessageState.Retrying && !ordered)
        {
            SqliteDueRows.Put(session, attempt.MessageId, SqliteDueRows.MessageKind, attempt.NextAttemptAt!.Value);
        }

        if (attempt.NextState == MessageState.Failed)
        {
            session.Execute(
                """
                insert into dead_letter
                    (dlq_id, message_id, failed_at, error, response_status, response_headers, response_body, response_truncated)
                values (@dlqId, @id, @failedAt, @error, @status, @headers, @body, @truncated)
                """,
                attempt.DlqId,
                attempt.MessageId,
                attempt.FinishedAt,
                attempt.Error,
                attempt.Response?.Status,
                Sql.ResponseColumns.Headers(attempt.Response),
                attempt.Response?.Body,
                attempt.Response?.Truncated ?? false);
        }
    }

    private static void WriteHistory(SqliteSession session, AttemptSettlement attempt)
    {
        SqliteEvents.Write(session, attempt.MessageId, attempt.StartedAt, EventState.Active);
        if (attempt.NextState == MessageState.Delivered)
        {
            SqliteEvents.WriteEnd(session, attempt, EventState.Delivered, whole: false);
            return;
        }

        SqliteEvents.WriteEnd(session, attempt, EventState.Error, whole: true);
        if (attempt.NextState == MessageState.Failed)
        {
            SqliteEvents.WriteEnd(session, attempt, EventState.Failed, whole: false);
        }
        else
        {
            SqliteEvents.Write(session, attempt.MessageId, attempt.FinishedAt, EventState.Retry, attempt.NextAttemptAt);
        }
    }
}
