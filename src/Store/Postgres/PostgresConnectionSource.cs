using System.Data.Common;
using BusQStash.Store.Sql;
using Npgsql;

namespace BusQStash.Store.Postgres;

/// <summary>Connections to PostgreSQL.</summary>
internal sealed class PostgresConnectionSource(NpgsqlDataSource dataSource) : IConnectionSource
{
    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        await dataSource.OpenConnectionAsync(cancellationToken);
}
