using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>
/// Rejects sessions on a read-only server. Npgsql chooses among several servers by their last known state, and an address that resolves to the current primary may resolve to a
/// former one.
/// </summary>
internal static class WritableSession
{
    // A standby's transactions are always read-only, regardless of settings.
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
