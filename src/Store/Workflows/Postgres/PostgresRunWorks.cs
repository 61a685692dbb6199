using System.Data.Common;
using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.FlowControl;
using BusQStash.Store.FlowControl.Postgres;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BusQStash.Store.Workflows.Postgres;

/// <summary>Transactions of runs in PostgreSQL. Flow-control keys are locked by the last statements, as everywhere.</summary>
/// <remarks>All reads find their rows by key, so they use connections that keep prepared plans: planning each read again costs more than executing it.</remarks>
internal sealed class PostgresRunWorks(
    [FromKeyedServices(PostgresDataSource.HotPath)] LedgerTransactions transactions,
    [FromKeyedServices(PostgresDataSource.HotPath)] NpgsqlDataSource dataSource,
    AcceptWriter accept,
    SettleWriter settle,
    InstanceIdentity identity,
    FlowSignal signal) : IRunWorks
{
    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => await dataSource.OpenConnectionAsync(cancellationToken);

    public async Task<IReadOnlyList<RunList?>> ReadAsync(IReadOnlyList<RunListKey> keys, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await RunListRows.ReadAsync(connection, keys, cancellationToken);
    }

    public async Task<T> RunAsync<T>(Func<IRunWork, Task<T>> work, CancellationToken cancellationToken)
    {
        var (result, changedFlow) = await transactions.RunAsync(
            async (transaction, token) =>
            {
                var flow = new FlowChanges();
                await using var last = new StatementBatch(transaction.Connection);
                var outcome = await work(new PostgresRunWork(transaction, last, flow, accept, settle, token));
                FlowRows.Add(last, flow, identity.Number);
                await transaction.CommitAsync(last, token);
                return (outcome, !flow.IsEmpty);
            },
            cancellationToken);
        if (changedFlow)
        {
            signal.Raise();
        }

        return result;
    }
}
