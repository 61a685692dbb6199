using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>Statements that go to the server in one round trip, each with a snapshot of its own.</summary>
internal sealed class StatementBatch(NpgsqlConnection connection) : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch = connection.CreateBatch();

    /// <summary>Adds a statement. The first value stands apart because an array alone would be taken for the list of values.</summary>
    public void Add(string sql, object first, params ReadOnlySpan<object> others)
    {
        var command = new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter { Value = first } } };
        foreach (var value in others)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        _batch.BatchCommands.Add(command);
    }

    /// <summary>Adds a statement without values.</summary>
    public void Add(string sql) => _batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        if (_batch.BatchCommands.Count > 0)
        {
            await _batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Reads the statements' results one after the other; statements without rows have none.</summary>
    public Task<NpgsqlDataReader> ReadAsync(CancellationToken cancellationToken) => _batch.ExecuteReaderAsync(cancellationToken);

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}
