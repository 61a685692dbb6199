using BusQStash.Store.Delays;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Sqlite;

/// <summary>Accepts one message inside a transaction.</summary>
/// <remarks>
/// <para>(1) An id that is there already (derived from its cause, or a repeat after a lost answer) or a key that is remembered makes it a
/// duplicate that stores nothing.</para>
/// <para>(2) A queue gives it the next place; a duplicate takes none.</para>
/// <para>(3) Message, payload, history, and the due time of an unordered message that must wait; or its place in the line of its flow-control key.</para>
/// <para>(4) The schedule it comes from is moved on, for a duplicate too.</para>
/// </remarks>
internal sealed class SqliteAcceptance(
    SqliteQueueRows queues, SqliteOriginNumbers originNumbers, SqliteFlowRows flowRows, InstanceIdentity instance)
{
    public AcceptOutcome Accept(SqliteSession session, AcceptItem item)
    {
        var message = item.Message;
        if (message.Advance is { } advance)
        {
            SqliteFiredSchedules.Advance(session, advance); // (4)
        }

        // (1)
        if (FindOriginal(session, message) is { } original)
        {
            return new AcceptOutcome(original, true, 0, null, 0);
        }

        // (2)
        var (seq, shard, signal) = item.IsOrdered ? queues.TakePlace(session, message.Spec.QueueName!, message.CreatedAt) : (0, null, 0);

        // (3)
        var originNumber = item.IsNumbered ? originNumbers.Next() : 0;
        InsertMessage(session, item, seq, originNumber);
        session.Execute(
            "insert into payload (message_id, spec, body) values (@id, @spec, @body)", message.Id, item.SpecJson, message.Body);
        SqliteEvents.WriteCreated(session, item);
        if (!item.IsDueAtOnce && !item.IsOrdered)
        {
            SqliteDueRows.Put(session, message.Id, DueRow.MessageKind, item.NotBefore);
        }

        var flow = new FlowChanges();
        item.Enter(flow);
        flowRows.Write(session, flow);
        return new AcceptOutcome(message.Id, false, seq, shard, originNumber) { Signal = signal };
    }

    /// <summary>The message this one is a duplicate of; otherwise its key is remembered from now on.</summary>
    private static string? FindOriginal(SqliteSession session, NewMessage message)
    {
        // Also of ids that are not derived: a caller that repeats itself after a lost answer finds its message here.
        if (session.Number("select 1 from message where id = @id", message.Id) is not null)
        {
            return message.Id;
        }

        if (message.DeduplicationKey is not { } key)
        {
            return null;
        }

        if (session.Text("select message_id from deduplication where key = @key and expires_at > @now", key, message.CreatedAt) is { } original)
        {
            return original;
        }

        session.Execute(
            """
            insert into deduplication (key, message_id, expires_at, free_on) values (@key, @id, @expiresAt, @freeOn)
            on conflict (key) do update
            set message_id = excluded.message_id, expires_at = excluded.expires_at, free_on = excluded.free_on
            """,
            key,
            message.Id,
            message.CreatedAt + message.DeduplicationWindow,
            message.DeduplicationFreedBy);
        return null;
    }

    private void InsertMessage(SqliteSession session, AcceptItem item, long seq, long originNumber)
    {
        var spec = item.Message.Spec;
        session.Execute(
            """
            insert into message
                (id, state, created_at, not_before, queue_name, seq, lane_open, parent_id, origin, origin_number,
                 url, topic_name, schedule_id, caller_ip, flow_key, labels)
            values
                (@id, @state, @createdAt, @notBefore, @queueName, @seq, @laneOpen, @parentId, @origin, @originNumber,
                 @url, @topicName, @scheduleId, @callerIp, @flowKey, @labels)
            """,
            item.Message.Id,
            item.State,
            item.CreatedAt,
            item.NotBefore,
            spec.QueueName,
            seq,
            item.IsOrdered,
            item.ParentId,
            instance.Number,
            originNumber,
            spec.Url,
            spec.TopicName,
            spec.ScheduleId,
            spec.CallerIp,
            spec.FlowControl?.Key,
            item.Labels);
    }
}
