using System.Data.Common;
using System.Text.Json;
using BusQStash.Store.Messages;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Schedules;

/// <summary>Creates or replaces a schedule inside a transaction; no other such transaction runs at the same time.</summary>
/// <remarks>
/// <para>(1) If its deduplication key is remembered and that key's schedule still exists, it is a duplicate.</para>
/// <para>(2) A new schedule counts against the limit; a replacement does not.</para>
/// <para>(3) Write the schedule and its deduplication key.</para>
/// </remarks>
internal sealed class ScheduleSaving(DbConnection connection, CancellationToken cancellationToken)
{
    private const string Original = """
        select d.message_id from deduplication d join schedule s on s.schedule_id = d.message_id
        where d.key = @key and d.expires_at > @now
        """;

    // Everything except the time of the first creation is reset: a replaced schedule is not paused and has not fired yet.
    private const string Upsert = """
        insert into schedule (schedule_id, generation, cron, destination, queue_name, caller_ip, request, body, created_at, next_at)
        values (@Id, @Generation, @Cron, @Destination, @QueueName, @CallerIp, @Request, @Body, @Now, @Next)
        on conflict (schedule_id) do update
        set generation = excluded.generation, cron = excluded.cron, destination = excluded.destination, queue_name = excluded.queue_name,
            caller_ip = excluded.caller_ip, request = excluded.request, body = excluded.body, next_at = excluded.next_at,
            paused = 0, hold_until = 0, last_at = null, last_messages = null, error = null
        """;

    private const string Remember = """
        insert into deduplication (key, message_id, expires_at) values (@key, @id, @expires)
        on conflict (key) do update set message_id = excluded.message_id, expires_at = excluded.expires_at
        """;

    internal async Task<SaveOutcome> SaveAsync(NewSchedule added, int maxSchedules)
    {
        var now = added.Now.ToUnixTimeMilliseconds();
        var key = added.DeduplicationKey;

        // (1)
        if (key is not null && await ScalarAsync<string?>(Original, new { key, now }) is { } original)
        {
            return new SaveOutcome.Duplicate(original);
        }

        // (2)
        var id = added.Schedule.Id;
        if (await ScalarAsync<long>("select count(*) from schedule where schedule_id <> @id", new { id }) >= maxSchedules)
        {
            return new SaveOutcome.TooMany();
        }

        // (3)
        await ExecuteAsync(Upsert, Values(added.Schedule, now));
        if (key is not null)
        {
            await ExecuteAsync(Remember, new { key, id, expires = (added.Now + added.DeduplicationWindow).ToUnixTimeMilliseconds() });
        }

        return new SaveOutcome.Saved();
    }

    private static object Values(Schedule schedule, long now) => new
    {
        schedule.Id,
        schedule.Generation,
        schedule.Cron,
        schedule.Destination,
        schedule.QueueName,
        schedule.CallerIp,
        Request = JsonSerializer.SerializeToUtf8Bytes(schedule.Request, LedgerJson.Default.ScheduledRequest),
        Body = schedule.Body.ToArray(),
        Now = now,
        Next = schedule.NextAt?.ToUnixTimeMilliseconds(),
    };

    private Task<T?> ScalarAsync<T>(string sql, object values) => connection.ExecuteScalarAsync<T>(sql, values, cancellationToken);

    private Task<int> ExecuteAsync(string sql, object values) => connection.ExecuteAsync(sql, values, cancellationToken);
}
