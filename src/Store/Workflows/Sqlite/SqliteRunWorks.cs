using System.Data.Common;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Messages.Sqlite;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Workflows.Sqlite;

/// <summary>Transactions of runs on SQLite. The caller's cancellation does not end the wait for work passed to the writer, because it is written anyway.</summary>
internal sealed class SqliteRunWorks(
    SqliteWriter writer, SqliteAcceptance acceptance, SqliteSettlement settlement, IConnectionSource connections, FlowSignal signal) : IRunWorks
{
    private const string Read =
        $"""
        select r.state as State, r.trigger_mode as Mode, s.message_id as MessageId, s.body as Body
        from workflow_run r left join workflow_step s on s.run_key = r.run_key and s.kind = {StepKindSql.Entry} and s.position <= @Position
        where r.run_key = @RunKey
        order by s.position
        """;

    public ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => connections.OpenAsync(cancellationToken);

    public async Task<IReadOnlyList<RunList?>> ReadAsync(IReadOnlyList<RunListKey> keys, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        var lists = new List<RunList?>(keys.Count);
        foreach (var key in keys)
        {
            var rows = (await connection.QueryAsync<ListRow>(Read, new { key.RunKey, key.Position }, cancellationToken)).AsList();
            lists.Add(rows is [var first, ..]
                ? new RunList(
                    first.State == (int)RunState.Alive,
                    (TriggerMode)first.Mode,
                    [.. rows.Where(row => row.MessageId is not null).Select(row => new RunEntry(row.MessageId!, row.Body!))])
                : null);
        }

        return lists;
    }

    public async Task<T> RunAsync<T>(Func<IRunWork, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (result, changedFlow) = await writer.WriteAsync(
            async session =>
            {
                var part = new SqliteRunWork(session, acceptance, settlement);
                return (await work(part), part.HasChangedFlow);
            },
            CancellationToken.None);
        if (changedFlow)
        {
            signal.Raise();
        }

        return result;
    }

    private sealed class ListRow
    {
        public int State { get; init; }

        public int Mode { get; init; }

        public string? MessageId { get; init; }

        public byte[]? Body { get; init; }
    }
}
