using System.Data;
using System.Data.Common;
using System.Globalization;
using BusQStash.Store.Sql;
using Microsoft.Data.Sqlite;

namespace BusQStash.Store.Engines.Sqlite;

/// <summary>
/// Read connections to the file for users: two at a time, because each occupies a thread, and interrupted when they take too long. SQLite has no time limit, so its progress
/// handler checks regularly whether to continue.
/// </summary>
internal sealed class SqliteReadSource(SqliteDatabase database, TimeProvider clock) : IConnectionSource, IDisposable
{
    private const int Readers = 2;

    /// <summary>SQLite virtual machine steps between two checks: a fraction of a millisecond.</summary>
    private const int StepsBetween = 10_000;

    private readonly SemaphoreSlim _readers = new(Readers);

    public string SkipLocked => "";

    public string Now => clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    public bool HasLateral => false;

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        await _readers.WaitAsync(cancellationToken);
        SqliteConnection? connection = null;
        try
        {
            connection = database.OpenLooker();
            var since = clock.GetTimestamp();
            SQLitePCL.raw.sqlite3_progress_handler(
                connection.Handle,
                StepsBetween,
                _ => cancellationToken.IsCancellationRequested || clock.GetElapsedTime(since) > ReadPool.StatementLimit ? 1 : 0,
                null);
            connection.StateChange += OnStateChange;
            return connection;
        }
        catch
        {
            connection?.Dispose();
            _readers.Release();
            throw;
        }
    }

    public Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<T> WriteOneAsync<T>(Func<DbConnection, Task<T>> statement, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose() => _readers.Dispose();

    private void OnStateChange(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState == ConnectionState.Closed)
        {
            _readers.Release();
        }
    }
}
