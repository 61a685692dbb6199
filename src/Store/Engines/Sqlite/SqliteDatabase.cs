using BusQStash.Store.Startup;
using Microsoft.Data.Sqlite;

namespace BusQStash.Store.Engines.Sqlite;

/// <summary>The ledger's file: locked by this process, written through one connection, read through many.</summary>
internal sealed class SqliteDatabase(SqliteSettings settings) : IDisposable
{
    /// <summary>Pages after which a checkpoint runs: 16 MiB, so that a busy ledger writes a frequently changed page once per checkpoint.</summary>
    private const int CheckpointPages = 4096;

    /// <summary>
    /// Maximum page cache of the writer in KiB: the hot ends of the indexes stay in memory. Smaller when the process has a low memory limit, because the cache is outside .NET's
    /// memory.
    /// </summary>
    private const int MaxCacheKib = 65536;
    private const int MinCacheKib = 2048;
    private const int CacheShare = 32;

    /// <summary>Seconds a statement waits for a lock. Connections with different values are pooled separately.</summary>
    private const int Patience = 30;
    private const int LookerPatience = 2;

    private readonly Lock _gate = new();
    private FileStream? _lock;

    /// <summary>Locks the file for this process until it is disposed.</summary>
    /// <exception cref="CannotStartException">Another process holds the file, or the folder is not writable.</exception>
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

    /// <summary>Explains to the operator why the file cannot be used.</summary>
    public string? Explain(Exception error) => SqliteFailures.Explain(error, settings);

    /// <summary>Opens the writing connection. FULL makes a commit survive a power loss, not only a crash of the process.</summary>
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

    /// <summary>Opens a pooled read-only connection; it sees every commit answered before.</summary>
    public SqliteConnection OpenReader() => OpenReader(Patience);

    /// <summary>Opens a read-only connection with a time limit. It uses another pool, because the limit stays with the connection.</summary>
    public SqliteConnection OpenLooker() => OpenReader(LookerPatience);

    /// <summary>The writer's cache in KiB for a process that may use this many bytes: its container's limit, otherwise the machine's memory.</summary>
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

    /// <summary>Closes the pooled readers. They must close before the writer: the last connection merges the write-ahead log into the file, and a reader cannot.</summary>
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
