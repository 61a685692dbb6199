using Npgsql;
using NpgsqlTypes;

namespace BusQStash.Benchmarks.Twins;

/// <summary>Where the durable twin notes what it delivered: one prepared insert, one commit and one round trip for each message.</summary>
internal sealed class DeliveredRows : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _insert;
    private readonly NpgsqlParameter<int> _number = new() { NpgsqlDbType = NpgsqlDbType.Integer };

    private DeliveredRows(NpgsqlConnection connection)
    {
        _connection = connection;
        _insert = new NpgsqlCommand("insert into twin_delivered (number, delivered_at) values ($1, now())", connection) { Parameters = { _number } };
    }

    /// <summary>Connects, and makes an empty table.</summary>
    public static async Task<DeliveredRows> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand(
            "drop table if exists twin_delivered; create table twin_delivered (number int primary key, delivered_at timestamptz not null)", connection);
        await create.ExecuteNonQueryAsync();
        var rows = new DeliveredRows(connection);
        await rows._insert.PrepareAsync();
        return rows;
    }

    public Task AddAsync(int number, CancellationToken cancellationToken)
    {
        _number.TypedValue = number;
        return _insert.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
