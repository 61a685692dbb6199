using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>Runs single statements with positional parameters.</summary>
internal static class NpgsqlConnectionExtensions
{
    extension(NpgsqlConnection connection)
    {
        /// <summary>Returns all rows of a query.</summary>
        public async Task<List<T>> ListAsync<T>(
            string sql, object[] values, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
        {
            await using var command = connection.CommandFor(sql, values);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ToListAsync(read, cancellationToken);
        }

        /// <summary>Executes a statement; returns the number of rows it changed.</summary>
        public async Task<int> ExecuteAsync(string sql, object[] values, CancellationToken cancellationToken)
        {
            await using var command = connection.CommandFor(sql, values);
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }

        private NpgsqlCommand CommandFor(string sql, object[] values)
        {
            var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            return command;
        }
    }

    extension(NpgsqlDataReader reader)
    {
        /// <summary>Returns the remaining rows of the current result.</summary>
        public async Task<List<T>> ToListAsync<T>(Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
        {
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(read(reader));
            }

            return rows;
        }

        public string? TextOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

        public int? IntOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetInt32(ordinal);

        public long? LongOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetInt64(ordinal);

        public DateTimeOffset Time(int ordinal) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(ordinal));
    }
}
