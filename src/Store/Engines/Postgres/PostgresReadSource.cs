using System.Data.Common;
using BusQStash.Store.Sql;
using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>PostgreSQL connections for reads by users; the server limits the time of their statements.</summary>
internal sealed class PostgresReadSource(NpgsqlDataSource dataSource) : IConnectionSource
{
    public string SkipLocked => "";

    public string Now => DatabaseClock.Now;

    public bool HasLateral => true;

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => await dataSource.OpenConnectionAsync(cancellationToken);

    public Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<T> WriteOneAsync<T>(Func<DbConnection, Task<T>> statement, CancellationToken cancellationToken) => throw new NotSupportedException();
}
