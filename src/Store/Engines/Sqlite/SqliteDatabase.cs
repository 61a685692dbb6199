using BusQStash.Store.Startup;
using Microsoft.Data.Sqlite;

namespace BusQStash.Store.Engines.Sqlite;

/// <summary>The ledger's file: held by this process alone, written through one connection, read through many.</summary>
internal sealed class SqliteDatabase(SqliteSettings settings) : IDisposable
{
    /// <summary>Pages a checkpoint waits for: 16 MiB, so that a busy ledger writes a page that changes often once and not every time.</summary>
    private const int CheckpointPages = 4096;

    /// <summary>KiB of pages the writer keeps: the hot ends of the indexes stay in memory. Less where the process may have little: these are beside .NET's own.</summary>
    private const int MaxCacheKib = 65536;
    private const int MinCacheKib = 2048;
    private const int CacheShare = 32;

    /// <summary>Seconds a statement waits for a lock. Connections that differ in it are pooled apart.</summary>
    private const int Patience = 30;
    private const int LookerPatience = 2;

    private readonly Lock _gate = new();
    private FileStream? _lock;

    /// <summary>Takes the file for this process until it is disposed.</summary>
    /// <exception cref="CannotStartException">Another process has it, or nobody can write there.</exception>
    public void Acquire()
    {
        lock (_gate)
        {
            if (_lock is not null)
            {
                return;
            }

            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(settings.DatabasePath)!);
                _lock = new FileStream(settings.LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (Exception exception) when (Explain(exception) is { } text)
            {
                throw new CannotStartException(text, exception);
            }
        }
    }

    /// <summary>Why the file cannot be used, for people.</summary>
    public string? Explain(Exception error) => SqliteFailures.Explain(error, settings);

    /// <summary>Opens the connection that writes. FULL makes a commit survive the loss of power, not only of the process.</summary>
    public SqliteConnection OpenWriter()
    {
        var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadWriteCreate, pooling: false));
        try
        {
            connection.Open();
            SqliteFunctions.AddTo(connection);
            using var command = connection.CreateCommand();
            command.CommandText = $"""
                pragma journal_mode = wal;
                pragma synchronous = full;
                pragma busy_timeout = 30000;
                pragma wal_autocheckpoint = {CheckpointPages};
                pragma cache_size = -{CacheKib(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)};
                pragma temp_store = memory;
                """;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a pooled connection that cannot write; it sees every commit that was answered before.</summary>
    public SqliteConnection OpenReader() => OpenReader(Patience);

    /// <summary>Opens one of those that are cut off: another pool, as what cuts them off stays with the connection.</summary>
    public SqliteConnection OpenLooker() => OpenReader(LookerPatience);

    /// <summary>The writer's cache for a process that may have so many bytes: in a container what it is given, else the machine's.</summary>
    internal static long CacheKib(long memory) => Math.Clamp(memory / 1024 / CacheShare, MinCacheKib, MaxCacheKib);

    private SqliteConnection OpenReader(int patience)
    {
        var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadOnly, pooling: true, patience));
        try
        {
            connection.Open();
            SqliteFunctions.AddTo(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Closes the readers that wait in the pool. Before the writer closes: the last connection folds the log into the file, and a reader cannot.
    /// </summary>
    public void CloseReaders()
    {
        foreach (var patience in new[] { Patience, LookerPatience })
        {
            using var pooled = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadOnly, pooling: true, patience));
            SqliteConnection.ClearPool(pooled);
        }
    }

    public void Dispose()
    {
        CloseReaders();
        lock (_gate)
        {
            _lock?.Dispose();
            _lock = null;
        }
    }

    private string ConnectionString(SqliteOpenMode mode, bool pooling, int patience = Patience) => new SqliteConnectionStringBuilder
    {
        DataSource = settings.DatabasePath,
        Mode = mode,
        Pooling = pooling,
        ForeignKeys = false,
        DefaultTimeout = patience,
    }.ToString();
}
