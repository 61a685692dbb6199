using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.Instances.Postgres;

/// <summary>Asks, inside the transaction that takes something from a process, whether the process is dead.</summary>
internal static class Signs
{
    // Locked: a heartbeat that comes now waits for the end of the transaction, and one that came before is seen.
    private const string Heartbeat = $"select heartbeat_at > {DatabaseClock.Now} - $2 from instance where number = $1 for share";

    /// <summary>Whether its heartbeat is younger than <paramref name="age"/>; one that is not registered gives none.</summary>
    public static async Task<bool> OfLifeAsync(NpgsqlConnection connection, int number, TimeSpan age, CancellationToken cancellationToken) =>
        (await connection.ListAsync(Heartbeat, [number, (long)age.TotalMilliseconds], row => row.GetBoolean(0), cancellationToken)).Contains(true);
}
