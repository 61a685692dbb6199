using BusQStash.Store.Batching;
using BusQStash.Store.Instances.Sqlite;
using BusQStash.Store.Outbox.Sqlite;

namespace BusQStash.Store.Engines.Sqlite;

/// <summary>
/// The single writer of the file. All writes go through it, in groups that share a commit (group commit), because SQLite allows one writer at a time and a commit waits for the
/// disk.
/// </summary>
/// <remarks>
/// If a group fails, it is rolled back by closing the connection, and its units are retried one by one, so work must keep no state of an earlier run. If the process dies inside a
/// group, nothing of it remains, and no caller has had an answer.
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

    /// <summary>Runs work with the next group; returns when the group is on disk.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        AddAsync<T>(session => ValueTask.FromResult<object?>(work(session)), cancellationToken);

    /// <summary>Runs work with the next group; returns when the group is on disk.</summary>
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
            // Closing the connection rolls back, whatever state a failed statement or commit left it in.
            _originNumbers.TakeBack();
            _session?.Dispose();
            _session = null;
            throw;
        }
    }
}
