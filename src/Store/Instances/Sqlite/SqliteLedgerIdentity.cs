using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Instances.Sqlite;

/// <summary>Identity and availability of the SQLite ledger.</summary>
internal sealed class SqliteLedgerIdentity(SqliteDatabase database, SqliteWriter writer) : ILedgerIdentity
{
    public async Task<string> GetIdAsync(CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        return await connection.ExecuteScalarAsync<string>("select value from setting where name = 'ledger_id'", null, cancellationToken)
            ?? throw new InvalidOperationException("The ledger has no id: it was not prepared.");
    }

    // Goes through the writer, because a ledger that can be read but not written cannot accept messages.
    public Task PingAsync(CancellationToken cancellationToken) =>
        writer.WriteAsync(session => session.Number("select 1"), cancellationToken);
}
