using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.Instances.Postgres;

/// <summary>The ledger's identity in PostgreSQL.</summary>
internal sealed class PostgresLedgerIdentity(NpgsqlDataSource dataSource) : ILedgerIdentity
{
    private const string Make =
        """
        insert into setting (name, value) values ('ledger_id', replace(gen_random_uuid()::text, '-', '')) on conflict (name) do nothing
        """;

    private const string Read = "select value from setting where name = 'ledger_id'";

    public async Task<string> GetIdAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(Make, [], cancellationToken);
        return (await connection.ListAsync(Read, [], row => row.GetString(0), cancellationToken)).Single();
    }

    public async Task PingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("select 1", [], cancellationToken);
    }
}
