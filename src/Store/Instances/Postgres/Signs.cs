using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.Instances.Postgres;

/// <summary>Checks, inside the transaction that releases what a process holds, whether the process is alive.</summary>
internal static class Signs
{
    // Locks the row: a concurrent heartbeat waits for the end of the transaction, and an earlier one is seen.
    private const string Heartbeat = $"select heartbeat_at > {DatabaseClock.Now} - $2 from instance where number = $1 for share";

    /// <summary>Whether the process's heartbeat is younger than <paramref name="age"/>; false for an unregistered process.</summary>
    public static async Task<bool> OfLifeAsync(NpgsqlConnection connection, int number, TimeSpan age, CancellationToken cancellationToken) =>
        (await connection.ListAsync(Heartbeat, [number, (long)age.TotalMilliseconds], row => row.GetBoolean(0), cancellationToken)).Contains(true);
}
