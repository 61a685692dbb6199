using Npgsql;

namespace BusQStash.Testing.Databases;

/// <summary>A PostgreSQL server that several tests share; each uses its own database.</summary>
/// <remarks>Sources, in this order: the server given in <see cref="AddressVariable"/>, Docker, PostgreSQL on this machine.</remarks>
public sealed class Database : IAsyncDisposable
{
    /// <summary>Npgsql connection string of a server to use; its user must be allowed to create databases.</summary>
    public const string AddressVariable = "BUSQ_TEST_POSTGRES";

    private readonly IOwnedPostgres? _owned;

    private Database(string connectionString, IOwnedPostgres? owned)
    {
        _owned = owned;
        ConnectionString = connectionString;
        Description = owned?.Description ?? $"server given in {AddressVariable}";
    }

    public string ConnectionString { get; }

    /// <summary>The server's source, for messages to people.</summary>
    public string Description { get; }

    /// <exception cref="InvalidOperationException">No server is available; the text says how to provide one.</exception>
    public static async Task<Database> FindAsync()
    {
        if (Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } given)
        {
            return new Database(given, owned: null);
        }

        var owned = await OwnedPostgres.StartAsync();
        return new Database(owned.ConnectionString, owned);
    }

    /// <summary>A fresh, empty database, dropped when disposed.</summary>
    public async Task<PrivateDatabase> CreateAsync()
    {
        var name = $"busq_{Guid.NewGuid():N}";
        await ExecuteAsync($"create database {name}");
        return new PrivateDatabase(this, name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_owned is not null)
        {
            await _owned.DisposeAsync();
        }
    }

    internal async Task ExecuteAsync(string sql)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false };
        await using var source = NpgsqlDataSource.Create(unpooled);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
