using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Schedules.Postgres;

/// <summary>Advances schedules in the transaction that accepts the messages they produced.</summary>
internal static class FiredSchedules
{
    private const string Sql =
        $"""
        with moved as (
            select * from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[])
                as r(id, generation, from_at, next_at, last_at, last_messages, error))
        {AdvanceStatement.Update}
        """;

    public static void Add(StatementBatch batch, IReadOnlyList<AcceptItem> items)
    {
        ScheduleAdvance[] advances = [.. items.Select(item => item.Message.Advance).OfType<ScheduleAdvance>()];
        if (advances.Length > 0)
        {
            batch.Add(
                Sql,
                Array.ConvertAll(advances, advance => advance.ScheduleId),
                Array.ConvertAll(advances, advance => advance.Generation),
                Array.ConvertAll(advances, advance => advance.FromMs),
                Array.ConvertAll(advances, advance => advance.NextMs),
                Array.ConvertAll(advances, advance => advance.LastMs),
                Array.ConvertAll(advances, advance => advance.MessagesText),
                Array.ConvertAll(advances, advance => advance.ErrorText));
        }
    }
}
