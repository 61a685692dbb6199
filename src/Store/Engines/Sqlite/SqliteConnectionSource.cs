using System.Data.Common;
using System.Globalization;
using BusQStash.Store.Sql;

namespace BusQStash.Store.Engines.Sqlite;

/// <summary>Gives the services common to both engines their own readers and the single writer in turn, so that writes never conflict.</summary>
internal sealed class SqliteConnectionSource(SqliteDatabase database, SqliteWriter writer, TimeProvider clock) : IConnectionSource
{
    public string SkipLocked => "";

    public string Now => clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    public bool HasLateral => false;

    public ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => ValueTask.FromResult<DbConnection>(database.OpenReader());

    public Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => work(session.Connection), cancellationToken);

    public Task<T> WriteOneAsync<T>(Func<DbConnection, Task<T>> statement, CancellationToken cancellationToken) =>
        WriteAsync(statement, cancellationToken);
}
