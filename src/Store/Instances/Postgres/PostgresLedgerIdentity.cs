using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.Instances.Postgres;

/// <summary>The ledger's identity in PostgreSQL.</summary>
/// <remarks>
/// It includes the server's timeline, which changes when a standby is promoted or a backup is restored. The ledger may then lack its last commits, such as results of messages
/// whose commands were acknowledged. Because the marker of the new identity is missing in the broker, the commands of everything that waits are resent.
/// </remarks>
internal sealed class PostgresLedgerIdentity(NpgsqlDataSource dataSource) : ILedgerIdentity
{
    private const string Make =
        """
        insert into setting (name, value) values ('ledger_id', replace(gen_random_uuid()::text, '-', '')) on conflict (name) do nothing
        """;

    private const string ReadWithoutTimeline = "select value from setting where name = 'ledger_id'";

    // The first timeline has no suffix: ledgers of earlier versions keep their markers.
    private const string Read =
        """
        select value || case
            when pg_is_in_recovery() then ''
            else coalesce('-' || nullif(left(pg_walfile_name(pg_current_wal_insert_lsn()), 8), '00000001'), '')
        end
        from setting where name = 'ledger_id'
        """;

    public async Task<string> GetIdAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (await FindAsync(connection, cancellationToken) is { } id)
        {
            return id;
        }

        await connection.ExecuteAsync(Make, [], cancellationToken);
        return (await FindAsync(connection, cancellationToken))!;
    }

    public async Task PingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("select 1", [], cancellationToken);
    }

    /// <summary>The id, if the ledger has one yet.</summary>
    internal static async Task<string?> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await OneAsync(Read);
        }
        catch (PostgresException exception) when (exception.SqlState
            is PostgresErrorCodes.FeatureNotSupported or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InsufficientPrivilege)
        {
            // A service that only speaks PostgreSQL's protocol may have no timelines.
            return await OneAsync(ReadWithoutTimeline);
        }

        async Task<string?> OneAsync(string sql) => (await connection.ListAsync(sql, [], row => row.GetString(0), cancellationToken)).SingleOrDefault();
    }
}
