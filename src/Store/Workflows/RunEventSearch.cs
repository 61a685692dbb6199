using System.Globalization;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Workflows;

/// <summary>
/// Builds the statement that finds single events. Starts and ends are stored in the rows of runs, steps in their own rows, and messages have a history. Each part is limited to a
/// page before the parts are merged.
/// </summary>
internal sealed class RunEventSearch
{
    private const string StepState =
        $"""
        case when s.kind = {StepKindSql.Wait} then {RunEventStateSql.WaiterAdded}
             when s.kind = {StepKindSql.Invocation} then {RunEventStateSql.Invoked}
             when s.type in ('SleepFor', 'SleepUntil') then {RunEventStateSql.StepInProgress}
             else {RunEventStateSql.StepSucceeded} end
        """;

    private readonly RunEventQuery _query;
    private readonly KeysetFilter _filter;

    public RunEventSearch(RunEventQuery query)
    {
        _query = query;
        _filter = RunFilter.Of(query.Runs);
        Parameters.Add("count", query.Count);
        Parameters.Add("eventFrom", query.From?.ToUnixTimeMilliseconds() ?? 0);
        Parameters.Add("eventTo", query.To?.ToUnixTimeMilliseconds() ?? long.MaxValue);
        Parameters.Add("afterTime", query.After?.Time ?? long.MaxValue);
        Parameters.Add("afterRun", query.After?.RunKey ?? long.MaxValue);
        Parameters.Add("afterPlace", query.After?.Place ?? long.MaxValue);
        for (var i = 0; i < query.MessageIds.Count; i++)
        {
            Parameters.Add($"eventMessage{i}", query.MessageIds[i]);
        }
    }

    public DynamicParameters Parameters => _filter.Parameters;

    /// <summary>The statement; <see langword="null"/> when the filter matches no kind of event.</summary>
    public string? Statement()
    {
        string[] parts =
        [
            .. OfRuns("r.created_at", RunEventKey.Start, [RunEventState.RunStarted], _ => "1 = 1"),
            .. OfRuns(
                "r.completed_at",
                RunEventKey.End,
                [RunEventState.RunSucceeded, RunEventState.RunFailed, RunEventState.RunCanceled],
                states => $"r.state in ({states})"),
            .. OfSteps(),
            .. OfMessages(),
        ];
        return parts.Length == 0
            ? null
            : $"select Time, RunKey, Place, Bytes from ({string.Join(" union all ", parts)}) x order by Time desc, RunKey desc, Place desc limit @count";
    }

    private IEnumerable<string> OfRuns(string time, long place, RunEventState[] known, Func<string, string> condition)
    {
        var states = Wanted(state => known.Contains(state), known);
        return _query.MessageIds.Count > 0 || states.Length == 0
            ? []
            : [Part("from workflow_run r", time, $"cast({place} as bigint)", "coalesce(length(r.response), 0)", condition(states))];
    }

    /// <summary>The payload's entry is the run's start, and plan steps appear once they are done.</summary>
    private IEnumerable<string> OfSteps()
    {
        RunEventState[] known = [RunEventState.StepSucceeded, RunEventState.StepInProgress, RunEventState.WaiterAdded, RunEventState.Invoked];
        var states = Wanted(state => known.Contains(state), known);
        return states.Length == 0
            ? []
            :
            [
                Part(
                    "from workflow_step s join workflow_run r on r.run_key = s.run_key",
                    "s.created_at",
                    $"(1 + s.kind * cast({RunEventKey.OfKind} as bigint) + s.step_id)",
                    "length(s.body)",
                    $"s.kind in ({StepKindSql.Entry}, {StepKindSql.Wait}, {StepKindSql.Invocation}) and s.target_step = 0 and coalesce(s.position, 1) > 0 and {StepState} in ({states}){OfThese()}"),
            ];
    }

    /// <summary>The first message of an invoked run belongs to that run.</summary>
    private IEnumerable<string> OfMessages()
    {
        var states = Wanted(state => state >= RunEventState.Message, []);
        return states.Length == 0 && _query.States.Count > 0
            ? []
            :
            [
                Part(
                    $"from event e join workflow_step s on s.message_id = e.message_id and s.kind <> {StepKindSql.Invocation} join workflow_run r on r.run_key = s.run_key",
                    "e.time",
                    $"(cast({RunEventKey.FirstMessage} as bigint) + e.id)",
                    "length(s.body) + coalesce(length(e.response_body), 0)",
                    $"{(states.Length == 0 ? "1 = 1" : $"e.state + {(int)RunEventState.Message} in ({states})")}{OfThese()}"),
            ];
    }

    private string Part(string from, string time, string place, string bytes, string condition)
    {
        var where = _filter.And(
            $"{condition} and {time} >= @eventFrom and {time} <= @eventTo and ({time}, r.run_key, {place}) < (@afterTime, @afterRun, @afterPlace)");
        return $"""
            select * from (
                select {time} as Time, r.run_key as RunKey, {place} as Place, cast({bytes} as bigint) as Bytes
                {from} {where} order by {time} desc, r.run_key desc, {place} desc limit @count) p
            """;
    }

    private string OfThese() => _query.MessageIds.Count == 0
        ? ""
        : $" and s.message_id in ({string.Join(", ", Enumerable.Range(0, _query.MessageIds.Count).Select(i => $"@eventMessage{i}"))})";

    private string Wanted(Func<RunEventState, bool> isOfPart, IReadOnlyList<RunEventState> all) => string.Join(
        ", ",
        (_query.States.Count == 0 ? all : [.. _query.States.Where(isOfPart)]).Select(state => ((int)state).ToString(CultureInfo.InvariantCulture)).Distinct());
}
