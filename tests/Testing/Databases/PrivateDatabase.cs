using Npgsql;

namespace BusQStash.Testing.Databases;

/// <summary>A database of a shared server, for one test or test class.</summary>
public sealed class PrivateDatabase : IAsyncDisposable
{
    private readonly Database _server;

    internal PrivateDatabase(Database server, string name)
    {
        _server = server;
        Name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString;
    }

    public string Name { get; }

    public string ConnectionString { get; }

    /// <summary>Drops the database and ends sessions that still use it.</summary>
    public async ValueTask DisposeAsync() => await _server.ExecuteAsync($"drop database {Name} with (force)");
}
