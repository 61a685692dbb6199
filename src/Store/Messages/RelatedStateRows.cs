using System.Data.Common;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Sql;
using BusQStash.Store.Workflows;

namespace BusQStash.Store.Messages;

/// <summary>Reads the states of what a message is related to, each by its primary key, in SQL common to both engines.</summary>
internal sealed class RelatedStateRows(DbConnection connection, string now, CancellationToken cancellationToken)
{
    public async Task<RelatedStates> ReadAsync(MessageView message, long? runKey) => new(
        message.FlowKey is { } key
            ? await connection.QuerySingleOrDefaultAsync<FlowKeyInfo>($"{FlowKeyInfo.Select(now)} where k.key = @key", new { key }, cancellationToken)
            : null,
        message.ScheduleId is { } id
            ? await connection.QuerySingleOrDefaultAsync<ScheduleState>(
                "select paused as Paused, next_at as NextAt, error as Error from schedule where schedule_id = @id", new { id }, cancellationToken)
            : null,
        message.TopicName is { } name
            ? await connection.ExecuteScalarAsync<int?>(
                "select (select count(*) from url_group_endpoint e where e.group_name = g.name) from url_group g where g.name = @name", new { name }, cancellationToken)
            : null,
        runKey is null ? null : (RunState?)await connection.ExecuteScalarAsync<int?>("select state from workflow_run where run_key = @runKey", new { runKey }, cancellationToken));
}
