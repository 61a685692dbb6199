using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>
/// Lets no session be opened to a server that only reads. Npgsql chooses among several servers by what it knew of them a moment ago, and an address that leads
/// to whichever is the primary may lead to one that is not any more.
/// </summary>
internal static class WritableSession
{
    // A standby's transactions are always read-only, whatever was set.
    private const string Ask = "show transaction_read_only";

    public static void Check(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(Ask, connection);
        Judge(connection, command.ExecuteScalar());
    }

    public static async Task CheckAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Ask, connection);
        Judge(connection, await command.ExecuteScalarAsync());
    }

    private static void Judge(NpgsqlConnection connection, object? readOnly)
    {
        if (readOnly is "on")
        {
            throw new NpgsqlException(
                $"The PostgreSQL server {connection.Host}:{connection.Port} only reads: it is a standby, or was told to let nobody write. Name the primary, or all servers (Host=a,b).");
        }
    }
}
