using System.Globalization;
using BusQStash.Store.Events;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Workflows;

/// <summary>Reads single events of runs in SQL common to both engines.</summary>
internal sealed class SqlRunEvents(IConnectionSource connections) : IRunEvents
{
    public async Task<IReadOnlyList<Listed<RunEventKey>>> ListAsync(RunEventQuery query, CancellationToken cancellationToken)
    {
        var search = new RunEventSearch(query);
        if (search.Statement() is not { } sql)
        {
            return [];
        }

        var rows = await connections.QueryAsync<(long Time, long RunKey, long Place, long Bytes)>(sql, search.Parameters, cancellationToken);
        return [.. rows.Select(row => new Listed<RunEventKey>(new RunEventKey(row.Time, row.RunKey, row.Place), row.Bytes))];
    }

    public async Task<IReadOnlyList<RunEvent>> ReadAsync(IReadOnlyList<RunEventKey> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var runs = await RunsAsync([.. keys.Select(key => key.RunKey).Distinct()], cancellationToken);
        var steps = await StepsAsync([.. keys.Where(key => key.IsStep)], cancellationToken);
        var messages = await MessagesAsync([.. keys.Where(key => key.IsMessage)], cancellationToken);
        return [.. keys.Where(key => runs.ContainsKey(key.RunKey)).Select(key => Event(key, runs[key.RunKey], steps, messages)).OfType<RunEvent>()];
    }

    private static RunEvent? Event(
        RunEventKey key, RunRecord run, Dictionary<(long, int, int), StepRecord> steps, Dictionary<long, (StepRecord Step, MessageEventRow Entry)> messages)
    {
        if (key.IsMessage)
        {
            return messages.TryGetValue(key.EventId, out var message) ? OfMessage(key, run, message.Step, message.Entry) : null;
        }

        if (key.IsStep)
        {
            return steps.TryGetValue((key.RunKey, key.Step.Kind, key.Step.StepId), out var step) ? new RunEvent(key.Time, StateOf(step), run, step) : null;
        }

        return new RunEvent(key.Time, key.Place == RunEventKey.Start ? RunEventState.RunStarted : (RunEventState)run.State, run, null);
    }

    private static RunEvent OfMessage(RunEventKey key, RunRecord run, StepRecord step, MessageEventRow entry) =>
        new(key.Time, RunEventState.Message + entry.EventState, run, step)
        {
            Error = entry.Error,
            Response = ResponseColumns.Read(entry.ResponseStatus, entry.ResponseHeaders, entry.ResponseBody, truncated: false),
            NextDeliveryAt = entry.NextDeliveryAt,
        };

    private static RunEventState StateOf(StepRecord step) => step switch
    {
        { Kind: StepKind.Wait } => RunEventState.WaiterAdded,
        { Kind: StepKind.Invocation } => RunEventState.Invoked,
        { Type: "SleepFor" or "SleepUntil" } => RunEventState.StepInProgress,
        _ => RunEventState.StepSucceeded,
    };

    private async Task<Dictionary<long, RunRecord>> RunsAsync(IReadOnlyList<long> runKeys, CancellationToken cancellationToken)
    {
        var filter = new KeysetFilter().In("r.run_key", "run", runKeys);
        var rows = await connections.QueryAsync<RunRecord>($"select {RunRecord.Columns} {RunRecord.From} {filter.Where}", filter.Parameters, cancellationToken);
        return rows.ToDictionary(run => run.RunKey);
    }

    private async Task<Dictionary<(long, int, int), StepRecord>> StepsAsync(IReadOnlyList<RunEventKey> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var places = keys.Select(key => string.Create(CultureInfo.InvariantCulture, $"({key.RunKey}, {key.Step.Kind}, {key.Step.StepId})"));
        var rows = await connections.QueryAsync<StepRecord>(
            $"""
            select {StepRecord.Columns} {StepRecord.From}
            where (s.run_key, s.kind, s.step_id) in (values {string.Join(", ", places)}) and s.target_step = 0
            """,
            null,
            cancellationToken);
        return rows.ToDictionary(step => (step.RunKey, (int)step.Kind, step.StepId));
    }

    private async Task<Dictionary<long, (StepRecord Step, MessageEventRow Entry)>> MessagesAsync(IReadOnlyList<RunEventKey> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<StepRecord, MessageEventRow, (StepRecord Step, MessageEventRow Entry)>(
            new CommandDefinition(
                $"""
                {EventPlaces.Table(keys.Select(key => (key.Time, key.EventId)))}
                select {StepRecord.Columns}, {MessageEventRow.Columns}
                {StepRecord.From} join event e on e.message_id = s.message_id join k on k.time = e.time and k.id = e.id
                where s.kind <> {StepKindSql.Invocation}
                """,
                cancellationToken: cancellationToken),
            static (step, entry) => (step, entry),
            splitOn: "EventId");
        return rows.ToDictionary(row => row.Entry.EventId);
    }
}
