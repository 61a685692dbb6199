using BusQStash.Store.Delays;
using BusQStash.Store.Delays.Sqlite;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Events;
using BusQStash.Store.Events.Sqlite;
using BusQStash.Store.FlowControl;
using BusQStash.Store.FlowControl.Sqlite;
using BusQStash.Store.Queues.Sqlite;

namespace BusQStash.Store.Messages.Sqlite;

/// <summary>Writes the end of one attempt inside a transaction; <see cref="SettlePlan"/> decides what changes.</summary>
/// <remarks>
/// <para>(1) Refuse the write if the lane has another epoch or the message is at another attempt: a repeat finds that and changes nothing.</para>
/// <para>(2) Accept the callbacks like any other message.</para>
/// <para>(3) Write the new state of the message; its parent may leave its lane.</para>
/// <para>(4) Write the consequences: due time or dead letter, history, events for the bus.</para>
/// </remarks>
internal sealed class SqliteSettlement(SqliteAcceptance acceptance, SqliteFlowRows flowRows, TimeProvider clock)
{
    /// <summary>The result of the settlement, and whether a flow-control key became due for granting.</summary>
    public (SettleOutcome Outcome, bool ChangedFlow) Settle(SqliteSession session, SettleItem item)
    {
        // (1)
        var plan = new SettlePlan([item], ReadEpoch(session, item), SqliteHeldMessages.Read(session, [item.Settlement.MessageId]));
        plan.Decide();

        // (2)
        var callbacks = acceptance.Accept(session, plan.Callbacks);

        // (3)
        var outcome = plan.Conclude(callbacks)[0];
        var changedFlow = plan.Callbacks.Any(callback => callback.JoinsLine);
        if (outcome.Status == SettleStatus.Settled)
        {
            SqliteHeldMessages.Write(session, plan.Changed);
            SqliteQueueRows.Wake(session, plan.Wakes, clock.GetUtcNow());
            var flow = new FlowChanges();
            foreach (var message in plan.Flowing)
            {
                flow.Leave(message.Id, message.FlowKey!);
            }

            flowRows.Write(session, flow);
            changedFlow |= !flow.IsEmpty;

            // (4)
            foreach (var again in plan.DueAgain)
            {
                SqliteDueRows.Put(session, again.Settlement.MessageId, DueRow.MessageKind, again.NextAttemptAt ?? again.FinishedAt);
            }

            WriteDeadLetter(session, item);
            if (item.Settlement.NextState == MessageState.Failed)
            {
                SqliteDeduplication.Free(session, item.Settlement.MessageId, DeduplicationFreeing.Failure);
            }

            SqliteEvents.Write(session, plan.Events);
            session.Tell(item.Settlement.Outbox, clock.GetUtcNow());
        }

        return (outcome, changedFlow);
    }

    private static Dictionary<string, long> ReadEpoch(SqliteSession session, SettleItem item)
    {
        var epochs = new Dictionary<string, long>(StringComparer.Ordinal);
        if (item.Settlement.Lane is { QueueName: var name }
            && session.Number("select epoch from lane where name = @name", name) is { } epoch)
        {
            epochs.Add(name, epoch);
        }

        return epochs;
    }

    private static void WriteDeadLetter(SqliteSession session, SettleItem item)
    {
        if (item.Settlement is not { NextState: MessageState.Failed } failed)
        {
            return;
        }

        session.Execute(
            $"""
            insert into dead_letter
                (dlq_id, message_id, failed_at, error, response_status, response_headers, response_body, response_truncated,
                 url_key, caller_ip_key, queue_key, topic_key, schedule_key, flow_key)
            select @dlqId, @id, @failedAt, @error, @status, @headers, @body, @truncated,
                   c.url_key, c.caller_ip_key, c.queue_key, c.topic_key, c.schedule_key, c.flow_key
            from (select 1) left join event c on c.message_id = @id and c.state = {EventStateSql.Created}
            """,
            failed.DlqId,
            failed.MessageId,
            item.FinishedAt,
            failed.Error,
            failed.Response?.Status,
            item.ResponseHeaders,
            failed.Response?.Body,
            failed.Response?.Truncated ?? false);
        session.Execute(
            """
            insert into dead_letter_label (label_key, failed_at, dlq_id)
            select l.label_key, @failedAt, @dlqId from event_label l where l.message_id = @id and l.label_key & 7 = 0
            """,
            item.FinishedAt,
            failed.DlqId,
            failed.MessageId);
    }
}
