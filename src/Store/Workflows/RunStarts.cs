using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using Dapper;

namespace BusQStash.Store.Workflows;

/// <summary>Creates runs.</summary>
internal static class RunStarts
{
    // A run with the same id may end between the two statements. If that happens this often, something else is wrong.
    private const int Tries = 5;

    // Two runs with the same id differ in their creation time.
    private const string Insert =
        $"""
        insert into workflow_run (run_id, created_at, url, host, path, trigger_mode, configuration, labels, flow_key, caller_ip, invoker_key, invoker, bytes)
        select @RunId, case when l.last >= @Now then l.last + 1 else @Now end, @Url, @Host, @Path, @Mode, @Configuration, @Labels, @FlowKey,
               @CallerIp, @InvokerKey, @Invoker, @Bytes
        from (select coalesce(max(created_at), 0) as last from workflow_run where run_id = @RunId) l
        where true
        on conflict (run_id) where state = {RunStateSql.Alive} do nothing
        returning run_key as RunKey, created_at as CreatedAt
        """;

    private const string FirstMessage =
        $"""
        select s.message_id
        from workflow_run r join workflow_step s on s.run_key = r.run_key and s.kind = {StepKindSql.Entry} and s.step_id = 0 and s.target_step = 0
        where r.run_id = @runId and r.state = {RunStateSql.Alive}
        """;

    /// <summary>Creates a run; returns it, or the id of the first message of the run that is alive under this id.</summary>
    public static async Task<(HeldRun? Run, string? First)> StartAsync(
        IRunWork work, NewMessage message, string runId, TriggerMode mode, (long Key, byte[] Json)? invoker)
    {
        var spec = message.Spec with { QueueName = null };
        var configuration = JsonSerializer.SerializeToUtf8Bytes(spec, LedgerJson.Default.MessageSpec);
        for (var i = 0; i < Tries; i++)
        {
            var row = (await work.Connection.QueryAsync<HeldRun>(Insert, Values(message, spec, configuration, runId, mode, invoker))).SingleOrDefault();
            if (row is not null)
            {
                return (Held(row, spec, configuration, runId, mode, message.Body.Length), null);
            }

            if (await work.Connection.ExecuteScalarAsync<string?>(FirstMessage, new { runId }) is { } first)
            {
                return (null, first);
            }
        }

        throw new InvalidOperationException("A workflow run could be neither made nor found.");
    }

    private static HeldRun Held(HeldRun row, MessageSpec spec, byte[] configuration, string runId, TriggerMode mode, int bytes) => new()
    {
        RunKey = row.RunKey,
        CreatedAt = row.CreatedAt,
        RunId = runId,
        Url = spec.Url,
        Mode = (int)mode,
        Configuration = configuration,
        NextPosition = 1,
        Bytes = bytes,
    };

    private static object Values(
        NewMessage message, MessageSpec spec, byte[] configuration, string runId, TriggerMode mode, (long Key, byte[] Json)? invoker) => new
        {
            RunId = runId,
            Now = message.CreatedAt.ToUnixTimeMilliseconds(),
            spec.Url,
            Host = EventFacets.HostOf(spec.Url),
            Path = EventFacets.PathOf(spec.Url),
            Mode = (short)mode,
            Configuration = configuration,
            Labels = spec.Labels.Count > 0 ? $",{string.Join(',', spec.Labels)}," : null,
            FlowKey = spec.FlowControl?.Key,
            spec.CallerIp,
            InvokerKey = invoker?.Key,
            Invoker = invoker?.Json,
            Bytes = (long)message.Body.Length,
        };
}
