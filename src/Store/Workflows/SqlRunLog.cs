using BusQStash.Store.Events;
using BusQStash.Store.Dlq;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Workflows;

/// <summary>Reads runs in SQL common to both engines.</summary>
internal sealed class SqlRunLog(IConnectionSource connections) : IRunLog
{
    private const string DeadLetterJoins =
        $"""
        join dead_letter d on d.dlq_id = r.dlq_id
        join message m on m.id = d.message_id
        join payload p on p.message_id = m.id
        join workflow_step s on s.run_key = r.run_key and s.kind = {StepKindSql.Entry} and s.position = 0
        """;

    private const string Ended =
        """
        select run_key from workflow_run r
        where r.completed_at < @before and not exists (select 1 from dead_letter d where d.dlq_id = r.dlq_id)
        order by r.completed_at limit @max
        """;

    public async Task<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        var filter = RunFilter.Of(query).After("r.created_at", "r.run_key", descending: true, query.After);
        filter.Parameters.Add("count", query.Count);
        var rows = await connections.QueryAsync<RunRecord>(
            $"select {RunRecord.Columns} {RunRecord.From} {filter.Where} order by r.created_at desc, r.run_key desc limit @count",
            filter.Parameters,
            cancellationToken);
        return rows.AsList();
    }

    public async Task<ILookup<long, StepRecord>> StepsAsync(IReadOnlyList<long> runKeys, CancellationToken cancellationToken)
    {
        if (runKeys.Count == 0)
        {
            return Array.Empty<StepRecord>().ToLookup(step => step.RunKey);
        }

        var filter = new KeysetFilter().In("s.run_key", "run", runKeys);
        await using var connection = await connections.OpenAsync(cancellationToken);
        var steps = (await connection.QueryAsync<StepRecord>(
            $"select {StepRecord.Columns} {StepRecord.From} {filter.Where} order by s.run_key, coalesce(s.position, 2147483647), s.created_at",
            filter.Parameters,
            cancellationToken)).AsList();
        var errors = await connection.QueryAsync<ErrorRow>(
            $"""
            select e.message_id as MessageId, e.time as Time, e.error as Error, e.response_status as ResponseStatus,
                   e.response_headers as ResponseHeaders, e.response_body as ResponseBody
            from workflow_step s join event e on e.message_id = s.message_id and e.state = {EventStateSql.Error} {filter.Where}
            order by e.time
            """,
            filter.Parameters,
            cancellationToken);
        var byMessage = errors.ToLookup(error => error.MessageId, error => error.ToError(), StringComparer.Ordinal);
        foreach (var step in steps.Where(step => step.MessageId is not null))
        {
            step.Errors = [.. byMessage[step.MessageId!]];
        }

        return steps.ToLookup(step => step.RunKey);
    }

    public async Task<IReadOnlyDictionary<long, long>> StepBytesAsync(IReadOnlyList<long> runKeys, CancellationToken cancellationToken)
    {
        if (runKeys.Count == 0)
        {
            return new Dictionary<long, long>();
        }

        var filter = new KeysetFilter().In("s.run_key", "run", runKeys);
        var rows = await connections.QueryAsync<(long RunKey, long Bytes)>(
            $"""
            select s.run_key, cast(sum(
                length(s.body) + coalesce(length({StepRecord.Content}), 0) + coalesce(length(cs.body), 0)
                + coalesce((select sum(length(e.response_body)) from event e where e.message_id = s.message_id and e.state = {EventStateSql.Error}), 0)) as bigint)
            {StepRecord.From} {filter.Where} group by s.run_key
            """,
            filter.Parameters,
            cancellationToken);
        return rows.ToDictionary(row => row.RunKey, row => row.Bytes);
    }

    public async Task<IReadOnlyList<Listed<RunDeadLetterKey>>> ListDeadLettersAsync(RunQuery query, CancellationToken cancellationToken)
    {
        var filter = DeadLetterFilter(query);
        var rows = await connections.QueryAsync<(long FailedAt, long RunKey, string DlqId, long Bytes)>(
            $"""
            select d.failed_at, r.run_key, d.dlq_id, {StoredMessageRow.Bytes} + {ResponseColumns.Bytes("d")} + length(s.body)
            {RunRecord.From} {DeadLetterJoins} {filter.Where} order by d.failed_at, r.run_key limit @count
            """,
            filter.Parameters,
            cancellationToken);
        return [.. rows.Select(row => new Listed<RunDeadLetterKey>(new RunDeadLetterKey(row.FailedAt, row.RunKey, row.DlqId), row.Bytes))];
    }

    public async Task<IReadOnlyList<RunDeadLetter>> DeadLettersAsync(RunQuery query, CancellationToken cancellationToken)
    {
        var filter = DeadLetterFilter(query);
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<RunRecord, DeadLetterRow, StoredMessageRow, PayloadRow, RunDeadLetter>(
            new CommandDefinition(
                $"""
                select {RunRecord.Columns}, {DeadLetterRow.Columns}, {StoredMessageRow.Columns}, s.body as Payload
                {RunRecord.From} {DeadLetterJoins} {filter.Where}
                order by d.failed_at, r.run_key limit @count
                """,
                filter.Parameters,
                cancellationToken: cancellationToken),
            static (run, letter, message, payload) => new RunDeadLetter(run, letter.With(message), payload.Payload),
            splitOn: "DlqId,Id,Payload");
        return rows.AsList();
    }

    public async Task<IReadOnlySet<string>> MessagesOfRunsAsync(IReadOnlyList<string> messageIds, CancellationToken cancellationToken)
    {
        if (messageIds.Count == 0)
        {
            return new HashSet<string>();
        }

        var filter = new KeysetFilter().In("message_id", "id", messageIds);
        var ids = await connections.QueryAsync<string>($"select message_id from workflow_step {filter.Where}", filter.Parameters, cancellationToken);
        return ids.ToHashSet(StringComparer.Ordinal);
    }

    private static KeysetFilter DeadLetterFilter(RunQuery query)
    {
        // Dates of dead letters are those of the failure (wire contract 14.1), as for messages.
        var filter = RunFilter.Of(query with { From = null, To = null }).After("d.failed_at", "r.run_key", descending: false, query.After)
            .If("d.failed_at >= @fromTime", "fromTime", query.From?.ToUnixTimeMilliseconds())
            .If("d.failed_at <= @toTime", "toTime", query.To?.ToUnixTimeMilliseconds())
            .In("coalesce(d.response_status, 0)", "status", query.ResponseStatuses);
        filter.Parameters.Add("count", query.Count);
        return filter;
    }

    /// <summary>Uses one writer at a time, so no step of these runs is written meanwhile: results for an ended parent come from a child that is alive.</summary>
    public Task<int> ForgetAsync(DateTimeOffset endedBefore, int max, CancellationToken cancellationToken) => connections.WriteAsync(
        async connection =>
        {
            var ended = (await connection.QueryAsync<long>(Ended, new { before = endedBefore.ToUnixTimeMilliseconds(), max })).AsList();
            foreach (var chunk in ended.Chunk(500))
            {
                var filter = new KeysetFilter().In("run_key", "run", chunk);
                await connection.ExecuteAsync($"delete from workflow_step {filter.Where}", filter.Parameters);
                await connection.ExecuteAsync($"delete from workflow_run {filter.Where}", filter.Parameters);
            }

            return ended.Count;
        },
        cancellationToken);

    private sealed class PayloadRow
    {
        public byte[] Payload { get; init; } = [];
    }

    private sealed class ErrorRow
    {
        public string MessageId { get; init; } = "";

        public long Time { get; init; }

        public string? Error { get; init; }

        public int? ResponseStatus { get; init; }

        public byte[]? ResponseHeaders { get; init; }

        public byte[]? ResponseBody { get; init; }

        public StepError ToError() => new(
            DateTimeOffset.FromUnixTimeMilliseconds(Time), Error, ResponseColumns.Read(ResponseStatus, ResponseHeaders, ResponseBody, false));
    }
}
