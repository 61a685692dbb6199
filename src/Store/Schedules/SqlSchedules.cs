using BusQStash.Store.Messages;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Schedules;

/// <summary>Schedules in SQL common to both engines, except the clause that skips rows others are claiming.</summary>
/// <remarks>
/// Optimistic concurrency: an advance applies only to the generation and the instant that were claimed, so a schedule that was replaced, deleted or advanced meanwhile stays
/// unchanged.
/// </remarks>
internal sealed class SqlSchedules(IConnectionSource connections) : ISchedules
{
    private const string Select = $"select {ScheduleRow.Columns} from schedule";

    // Clocks differ a little between processes, so another process's claim may end slightly later than any of this one's. A claim that ends much later was written before a clock
    // was set back and no longer holds.
    private readonly string _claim = $"""
        with due as (
            select schedule_id from schedule
            where paused = 0 and next_at <= @now and (hold_until <= @now or hold_until > @unlikely)
            order by next_at limit @max {connections.SkipLocked})
        update schedule set hold_until = @until where schedule_id in (select schedule_id from due)
        returning {ScheduleRow.Columns}
        """;

    public async Task<Schedule?> FindAsync(string scheduleId, CancellationToken cancellationToken)
    {
        var row = await connections.QuerySingleOrDefaultAsync<ScheduleRow>($"{Select} where schedule_id = @scheduleId", new { scheduleId }, cancellationToken);
        return row?.ToSchedule();
    }

    public async Task<IReadOnlyList<Listed<string>>> ListAsync(CancellationToken cancellationToken)
    {
        const string list = "select schedule_id, cast(length(request) + length(body) as bigint) from schedule order by schedule_id";
        var rows = await connections.QueryAsync<(string Id, long Bytes)>(list, null, cancellationToken);
        return [.. rows.Select(row => new Listed<string>(row.Id, row.Bytes))];
    }

    public async Task<IReadOnlyList<Schedule>> ReadAsync(IReadOnlyList<string> scheduleIds, CancellationToken cancellationToken)
    {
        var filter = new KeysetFilter().In("schedule_id", "id", scheduleIds);
        var rows = await connections.QueryAsync<ScheduleRow>($"{Select} {filter.Where}", filter.Parameters, cancellationToken);
        var found = rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
        return [.. scheduleIds.Where(found.ContainsKey).Select(id => found[id].ToSchedule())];
    }

    public Task<SaveOutcome> SaveAsync(NewSchedule schedule, int maxSchedules, CancellationToken cancellationToken) =>
        connections.WriteAsync(connection => new ScheduleSaving(connection, cancellationToken).SaveAsync(schedule, maxSchedules), cancellationToken);

    public async Task<bool> DeleteAsync(string scheduleId, CancellationToken cancellationToken) =>
        await connections.WriteOneAsync("delete from schedule where schedule_id = @scheduleId", new { scheduleId }, cancellationToken) > 0;

    public async Task<bool> PauseAsync(string scheduleId, CancellationToken cancellationToken) =>
        await connections.WriteOneAsync("update schedule set paused = 1 where schedule_id = @scheduleId", new { scheduleId }, cancellationToken) > 0;

    public Task ResumeAsync(string scheduleId, string generation, DateTimeOffset? nextAt, CancellationToken cancellationToken)
    {
        const string resume = """
            update schedule set paused = 0, next_at = @next, hold_until = 0
            where schedule_id = @scheduleId and generation = @generation and paused = 1
            """;
        return connections.WriteOneAsync(resume, new { scheduleId, generation, next = nextAt?.ToUnixTimeMilliseconds() }, cancellationToken);
    }

    public async Task<DateTimeOffset?> NextAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        const string next = "select min(next_at) from schedule where paused = 0 and next_at > @time";
        return await connections.ExecuteScalarAsync<long?>(next, new { time = time.ToUnixTimeMilliseconds() }, cancellationToken) is { } ms
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : null;
    }

    public async Task<IReadOnlyList<Schedule>> ClaimAsync(DateTimeOffset now, int max, TimeSpan hold, CancellationToken cancellationToken)
    {
        var values = new
        {
            now = now.ToUnixTimeMilliseconds(),
            until = (now + hold).ToUnixTimeMilliseconds(),
            unlikely = (now + hold + hold).ToUnixTimeMilliseconds(),
            max,
        };
        var rows = await connections.WriteOneAsync(
            connection => connection.QueryAsync<ScheduleRow>(_claim, values, cancellationToken), cancellationToken);
        return [.. rows.Select(row => row.ToSchedule()).OrderBy(schedule => schedule.NextAt)];
    }

    public async Task<int> AdvanceAsync(IReadOnlyCollection<ScheduleAdvance> advances, CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var some in advances.Chunk(AdvanceStatement.MaxRows))
        {
            var (sql, values) = AdvanceStatement.Make(some);
            changed += await connections.WriteOneAsync(sql, values, cancellationToken);
        }

        return changed;
    }

    public async Task<IReadOnlyDictionary<string, MessageState>> StatesAsync(
        IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken)
    {
        // Below every engine's parameter limit: a list of many schedules asks for many messages.
        const int atOnce = 500;
        var states = new Dictionary<string, MessageState>(StringComparer.Ordinal);
        if (messageIds.Count == 0)
        {
            return states;
        }

        await using var connection = await connections.OpenAsync(cancellationToken);
        foreach (var some in messageIds.Chunk(atOnce))
        {
            var filter = new KeysetFilter().In("id", "id", some);
            var sql = $"select id, state from message {filter.Where}";
            foreach (var (id, state) in await connection.QueryAsync<(string Id, long State)>(sql, filter.Parameters, cancellationToken))
            {
                states[id] = (MessageState)state;
            }
        }

        return states;
    }
}
