using BusQStash.Store.Batching;
using BusQStash.Store.Instances.Sqlite;
using BusQStash.Store.Outbox.Sqlite;

namespace BusQStash.Store.Engines.Sqlite;

/// <summary>
/// The one writer of the file. Everything that is written goes through it, in groups that share a commit: SQLite has one writer at a time, and a
/// commit waits for the disk.
/// </summary>
/// <remarks>
/// A group that fails is rolled back, with its connection, and written again piece by piece, so work must not remember anything of an
/// earlier run. A death inside a group leaves none of it behind, and none of its callers had an answer.
/// </remarks>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteOriginNumbers _originNumbers;
    private readonly GroupWriter<SqliteWork, object?> _groups;
    private SqliteSession? _session;

    public SqliteWriter(SqliteDatabase database, SqliteOriginNumbers originNumbers)
    {
        _database = database;
        _originNumbers = originNumbers;
        _groups = new GroupWriter<SqliteWork, object?>(WriteGroupAsync);
    }

    /// <summary>Runs work with the next group; returns when that is on the disk.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        AddAsync<T>(session => ValueTask.FromResult<object?>(work(session)), cancellationToken);

    /// <summary>Runs work with the next group; returns when that is on the disk.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteSession, Task<T>> work, CancellationToken cancellationToken) =>
        AddAsync<T>(async session => await work(session), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _groups.DisposeAsync();
        _database.CloseReaders();
        _session?.Dispose();
        _session = null;
    }

    private async Task<T> AddAsync<T>(SqliteWork work, CancellationToken cancellationToken) =>
        (T)(await _groups.WriteAsync(work, cancellationToken))!;

    private async Task<IReadOnlyList<object?>> WriteGroupAsync(IReadOnlyList<SqliteWork> group, CancellationToken cancellationToken)
    {
        try
        {
            var session = _session ??= new SqliteSession(_database.OpenWriter());
            session.Execute("begin immediate");
            var results = new object?[group.Count];
            for (var i = 0; i < group.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                results[i] = await group[i](session);
            }

            SqliteOutbox.PutEvents(session);
            session.Execute("commit");
            _originNumbers.Keep();
            return results;
        }
        catch
        {
            // Whatever state a failed statement or commit left the connection in, closing it is a rollback.
            _originNumbers.TakeBack();
            _session?.Dispose();
            _session = null;
            throw;
        }
    }
}
