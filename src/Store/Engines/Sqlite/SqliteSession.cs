using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using BusQStash.Store.Outbox;
using Microsoft.Data.Sqlite;

namespace BusQStash.Store.Engines.Sqlite;

/// <summary>The writing connection with its prepared statements. Values are bound in the order in which the statement first names its parameters.</summary>
internal sealed partial class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    public SqliteConnection Connection => connection;

    /// <summary>Events of the settlements in the current transaction; written together before the commit.</summary>
    public List<OutboxEntry> Events { get; } = [];

    /// <summary>Time of the latest of these events.</summary>
    public DateTimeOffset EventsAt { get; private set; }

    /// <summary>Adds events to <see cref="Events"/>.</summary>
    public void Tell(IEnumerable<OutboxEntry> entries, DateTimeOffset now)
    {
        Events.AddRange(entries);
        EventsAt = now;
    }

    /// <summary>Runs a statement; returns the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>Runs a statement; returns its first value, or <see langword="null"/> when there is none.</summary>
    public long? Number(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteScalar() is long number ? number : null;

    /// <summary>Runs a statement; returns its first value, or <see langword="null"/> when there is none.</summary>
    public string? Text(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteScalar() as string;

    /// <summary>Runs a statement; returns all its rows.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using var reader = Bind(sql, values).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    /// <summary>Runs a statement; returns its first row, or <see langword="null"/> when it returns no row.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
        where T : class
    {
        using var reader = Bind(sql, values).ExecuteReader();
        return reader.Read() ? map(reader) : null;
    }

    /// <summary>The next number of a counter that never repeats.</summary>
    public long NextNumber(string counter) =>
        Number("update counter set value = value + 1 where name = @name returning value", counter)
        ?? throw new InvalidOperationException($"The ledger has no counter '{counter}'.");

    /// <summary>Closes the connection; uncommitted changes are rolled back.</summary>
    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            _prepared[sql] = command = Prepare(sql);
        }

        if (values.Length != command.Parameters.Count)
        {
            throw new ArgumentException($"{values.Length} values for the {command.Parameters.Count} parameters of: {sql}", nameof(values));
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = ToSqlite(values[i]);
        }

        return command;
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in ParameterNames().Matches(sql).Select(match => match.Value).Distinct())
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    private static object ToSqlite(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset time => time.ToUnixTimeMilliseconds(),
        ReadOnlyMemory<byte> bytes => ToArray(bytes),
        Enum state => Convert.ToInt64(state, null),
        _ => value,
    };

    private static byte[] ToArray(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : bytes.ToArray();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex ParameterNames();
}
