using Dapper;

namespace BusQStash.Store.Schedules;

/// <summary>Advances several schedules in one statement, which is its own transaction.</summary>
internal static class AdvanceStatement
{
    // Statements have only these row counts and are filled up with rows that match no schedule: every count is another statement for the server to prepare, and it keeps a limited
    // number.
    private static readonly int[] Lengths = [1, 8, MaxRows];

    /// <summary>Maximum number of rows per statement.</summary>
    internal const int MaxRows = 64;

    /// <summary>Advances the schedule of a row <c>moved</c>, unless it has moved on since its claim.</summary>
    internal const string Update = """
        update schedule
        set next_at = moved.next_at, hold_until = 0, error = moved.error,
            last_at = coalesce(moved.last_at, schedule.last_at), last_messages = coalesce(moved.last_messages, schedule.last_messages)
        from moved
        where schedule.schedule_id = moved.id and schedule.generation = moved.generation and schedule.next_at = moved.from_at
        """;

    internal static (string Sql, DynamicParameters Values) Make(IReadOnlyList<ScheduleAdvance> advances)
    {
        var length = Array.Find(Lengths, length => length >= advances.Count);
        var values = new DynamicParameters();
        for (var i = 0; i < length; i++)
        {
            Add(values, i, i < advances.Count ? advances[i] : null);
        }

        var rows = Enumerable.Range(0, length)
            .Select(i => $"(@id{i}, @generation{i}, @from{i}, @next{i}, @last{i}, @messages{i}, @error{i})");
        var sql = $"""
            with moved (id, generation, from_at, next_at, last_at, last_messages, error) as (values {string.Join(", ", rows)})
            {Update}
            """;
        return (sql, values);
    }

    private static void Add(DynamicParameters values, int row, ScheduleAdvance? advance)
    {
        values.Add($"id{row}", advance?.ScheduleId ?? "");
        values.Add($"generation{row}", advance?.Generation ?? "");
        values.Add($"from{row}", advance?.FromMs ?? 0);
        values.Add($"next{row}", advance?.NextMs, System.Data.DbType.Int64);
        values.Add($"last{row}", advance?.LastMs, System.Data.DbType.Int64);
        values.Add($"messages{row}", advance?.MessagesText, System.Data.DbType.String);
        values.Add($"error{row}", advance?.ErrorText, System.Data.DbType.String);
    }
}
