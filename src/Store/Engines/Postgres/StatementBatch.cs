using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>Statements that are sent to the server in one round trip, each with its own snapshot.</summary>
internal sealed class StatementBatch(NpgsqlConnection connection) : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch = connection.CreateBatch();

    /// <summary>Adds a statement. The first value is a separate parameter, because a single array would be passed as the parameter list.</summary>
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

    /// <summary>Reads the statements' results one after the other; statements without rows have no result.</summary>
    public Task<NpgsqlDataReader> ReadAsync(CancellationToken cancellationToken) => _batch.ExecuteReaderAsync(cancellationToken);

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}
