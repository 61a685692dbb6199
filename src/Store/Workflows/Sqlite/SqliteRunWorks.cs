using System.Data.Common;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Messages.Sqlite;
using BusQStash.Store.Sql;

namespace BusQStash.Store.Workflows.Sqlite;

/// <summary>Transactions of runs on SQLite. Work that was handed to the writer is waited for: it is written anyway.</summary>
internal sealed class SqliteRunWorks(
    SqliteWriter writer, SqliteAcceptance acceptance, SqliteSettlement settlement, IConnectionSource connections, FlowSignal signal) : IRunWorks
{
    public ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => connections.OpenAsync(cancellationToken);

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
}
