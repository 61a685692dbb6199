using BusQStash.Store.Delays;
using BusQStash.Store.Delays.Sqlite;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Events.Sqlite;
using BusQStash.Store.FlowControl;
using BusQStash.Store.FlowControl.Sqlite;
using BusQStash.Store.Instances;
using BusQStash.Store.Instances.Sqlite;
using BusQStash.Store.Queues.Sqlite;
using BusQStash.Store.Schedules;
using BusQStash.Store.Schedules.Sqlite;

namespace BusQStash.Store.Messages.Sqlite;

/// <summary>Accepts messages inside a transaction; <see cref="AcceptPlan"/> decides.</summary>
/// <remarks>
/// <para>(1) Look up all ids, including generated ones: a caller that retries after a lost answer finds its message here.</para>
/// <para>(2) Claim deduplication keys.</para>
/// <para>(3) Read the queues, creating missing ones, and assign places and origin numbers.</para>
/// <para>(4) Write the messages: row, payload, history, due row, and changes to flow-control keys.</para>
/// <para>(5) Advance the schedules they come from.</para>
/// </remarks>
internal sealed class SqliteAcceptance(
    SqliteQueueRows queues, SqliteOriginNumbers originNumbers, SqliteFlowRows flowRows, InstanceIdentity instance)
{
    public IReadOnlyList<AcceptOutcome> Accept(SqliteSession session, IReadOnlyList<AcceptItem> items)
    {
        if (items.Count == 0)
        {
            return [];
        }

        var plan = new AcceptPlan(items);
        plan.DropKnown(plan.DoubtfulIds(all: true).Where(id => session.Number("select 1 from message where id = @id", id) is not null)); // (1)
        plan.DropDuplicates(SqliteDeduplication.Take(session, plan)); // (2)
        plan.Place(queues.Lock(session, plan.Queues), originNumbers.Take(plan.Numbered)); // (3)
        Write(session, plan); // (4)
        foreach (var advance in items.Select(item => item.Message.Advance).OfType<ScheduleAdvance>())
        {
            SqliteFiredSchedules.Advance(session, advance); // (5)
        }

        return plan.Outcomes;
    }

    private void Write(SqliteSession session, AcceptPlan plan)
    {
        SqliteQueueRows.Update(session, plan.Places);
        foreach (var (item, outcome) in plan.Accepted)
        {
            InsertMessage(session, item, outcome);
            session.Execute(
                "insert into payload (message_id, spec, body) values (@id, @spec, @body)", item.Message.Id, item.SpecJson, item.Message.Body);
            SqliteEvents.WriteCreated(session, item);
        }

        foreach (var item in plan.Due)
        {
            SqliteDueRows.Put(session, item.Message.Id, DueRow.MessageKind, item.NotBefore);
        }

        var flow = new FlowChanges();
        plan.Enter(flow);
        flowRows.Write(session, flow);
    }

    private void InsertMessage(SqliteSession session, AcceptItem item, AcceptOutcome outcome)
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
            outcome.Seq,
            item.IsOrdered,
            item.ParentId,
            instance.Number,
            outcome.OriginNumber,
            spec.Url,
            spec.TopicName,
            spec.ScheduleId,
            spec.CallerIp,
            spec.FlowControl?.Key,
            item.Labels);
    }
}
