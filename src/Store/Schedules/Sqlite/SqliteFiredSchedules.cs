using BusQStash.Store.Engines.Sqlite;

namespace BusQStash.Store.Schedules.Sqlite;

/// <summary>Advances schedules in the transaction that accepts the messages they produced.</summary>
internal static class SqliteFiredSchedules
{
    private const string Sql =
        $"""
        with moved (id, generation, from_at, next_at, last_at, last_messages, error) as (values (@id, @generation, @from, @next, @last, @messages, @error))
        {AdvanceStatement.Update}
        """;

    public static void Advance(SqliteSession session, ScheduleAdvance advance) => session.Execute(
        Sql, advance.ScheduleId, advance.Generation, advance.FromMs, advance.NextMs, advance.LastMs, advance.MessagesText, advance.ErrorText);
}
