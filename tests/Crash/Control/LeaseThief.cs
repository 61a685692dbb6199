using BusQStash.Store.Queues;
using Npgsql;

namespace BusQStash.Crash.Control;

/// <summary>Breaks leases in the ledger.</summary>
internal sealed class LeaseThief(string connectionString) : IDisposable
{
    private readonly NpgsqlDataSource _ledger = NpgsqlDataSource.Create(connectionString);

    /// <summary>Ends the leases of these lanes, whichever workers hold them.</summary>
    public async Task EndAsync(IReadOnlyCollection<string> queueNames, CancellationToken cancellationToken)
    {
        await using var command = _ledger.CreateCommand("update busqstash.lane set lease_until = 0 where name = any($1)");
        command.Parameters.Add(new NpgsqlParameter { Value = queueNames.ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The current epoch of a lane in the ledger.</summary>
    public async Task<LaneEpoch> CurrentAsync(string queueName, CancellationToken cancellationToken)
    {
        await using var command = _ledger.CreateCommand("select epoch from busqstash.lane where name = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = queueName });
        return new LaneEpoch(queueName, await command.ExecuteScalarAsync(cancellationToken) as long? ?? 0);
    }

    public void Dispose() => _ledger.Dispose();
}
