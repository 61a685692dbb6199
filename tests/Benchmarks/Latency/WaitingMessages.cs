using System.Globalization;
using BusQStash.Testing.Databases;
using Npgsql;

namespace BusQStash.Benchmarks.Latency;

/// <summary>Fills a ledger with messages that are due in a week or later: copies of one that was really published, made in SQL.</summary>
internal sealed class WaitingMessages(PrivateDatabaseServer database)
{
    private const string Copied = "busqstash";

    /// <summary>What a waiting message has a row in, and which columns tell it from another.</summary>
    private static readonly (string Table, string Id)[] Tables = [("message", "id"), ("payload", "message_id"), ("event", "message_id"), ("due", "token")];

    /// <param name="template">Id of the published message.</param>
    /// <param name="copies">How many.</param>
    public async Task CopyAsync(string template, int copies)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { SearchPath = Copied, CommandTimeout = 0, Pooling = false });
        foreach (var (table, id) in Tables)
        {
            await using var command = source.CreateCommand(await StatementAsync(source, table, id));
            command.Parameters.Add(new NpgsqlParameter { Value = template });
            command.Parameters.Add(new NpgsqlParameter { Value = copies });
            var made = await command.ExecuteNonQueryAsync();
            if (made != copies)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{made} rows instead of {copies} were made in {table}."));
            }
        }

        await using var vacuum = source.CreateCommand("vacuum (analyze) message, payload, event, due");
        await vacuum.ExecuteNonQueryAsync();
    }

    /// <summary>All columns as they are, but for the id and what the database numbers itself; due times are spread, a millisecond apart.</summary>
    private static async Task<string> StatementAsync(NpgsqlDataSource source, string table, string id)
    {
        await using var command = source.CreateCommand(
            "select column_name from information_schema.columns where table_schema = $1 and table_name = $2 and is_identity = 'NO' order by ordinal_position");
        command.Parameters.Add(new NpgsqlParameter { Value = Copied });
        command.Parameters.Add(new NpgsqlParameter { Value = table });
        List<string> columns = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            columns.Add(reader.GetString(0));
        }

        var values = columns.Select(column => column switch
        {
            _ when column == id => "$1 || '-' || n",
            "due_at" => "due_at + n",
            _ => column,
        });
        return $"insert into {table} ({string.Join(", ", columns)}) select {string.Join(", ", values)} from {table}, generate_series(1, $2) n where {id} = $1";
    }
}
