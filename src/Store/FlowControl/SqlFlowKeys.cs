using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.FlowControl;

/// <summary>Reads and changes flow-control keys on either engine. Every change makes the line due for granting.</summary>
internal sealed class SqlFlowKeys(IConnectionSource connections, FlowSignal signal) : IFlowKeys
{
    public async Task<IReadOnlyList<FlowKeyInfo>> ListAsync(string? search, CancellationToken cancellationToken)
    {
        // Filtered in memory, because the engines differ in substring search.
        var keys = await connections.QueryAsync<FlowKeyInfo>(FlowKeyInfo.Select(connections.Now), null, cancellationToken);
        return
        [
            .. keys
                .Where(key => string.IsNullOrEmpty(search) || key.Key.Contains(search, StringComparison.Ordinal))
                .OrderBy(key => key.Key, StringComparer.Ordinal),
        ];
    }

    public Task<FlowKeyInfo?> FindAsync(string key, CancellationToken cancellationToken) =>
        connections.QuerySingleOrDefaultAsync<FlowKeyInfo>($"{FlowKeyInfo.Select(connections.Now)} where k.key = @key", new { key }, cancellationToken);

    public Task SetPausedAsync(string key, bool paused, CancellationToken cancellationToken) => ChangeAsync(
        paused
            ? """
              insert into flow_key (key, paused, used_at) values (@key, @yes, {now})
              on conflict (key) do update set paused = excluded.paused, used_at = excluded.used_at
              """
            : "update flow_key set paused = @no, wake_at = {now}, used_at = {now} where key = @key",
        new { key, yes = true, no = false },
        cancellationToken);

    public Task PinAsync(string key, FlowPin pin, CancellationToken cancellationToken) => ChangeAsync(
        """
        insert into flow_key (key, parallelism, rate, period_seconds, pinned_parallelism, pinned_rate, wake_at, used_at)
        values (@key, @parallelism, @rate, @period, @pinsParallelism, @pinsRate, {now}, {now})
        on conflict (key) do update set
            parallelism = case when excluded.pinned_parallelism then excluded.parallelism else flow_key.parallelism end,
            rate = case when excluded.pinned_rate then excluded.rate else flow_key.rate end,
            period_seconds = case when excluded.pinned_rate then excluded.period_seconds else flow_key.period_seconds end,
            pinned_parallelism = flow_key.pinned_parallelism or excluded.pinned_parallelism,
            pinned_rate = flow_key.pinned_rate or excluded.pinned_rate,
            window_started_at = 0, window_count = 0, window_lag = 0, wake_at = excluded.wake_at, used_at = excluded.used_at
        """,
        new
        {
            key,
            parallelism = pin.Parallelism,
            rate = pin.Rate,
            period = pin.PeriodSeconds,
            pinsParallelism = pin.Parallelism is not null,
            pinsRate = pin.Rate is not null,
        },
        cancellationToken);

    public Task UnpinAsync(string key, bool parallelism, bool rate, CancellationToken cancellationToken) => ChangeAsync(
        """
        update flow_key set
            pinned_parallelism = pinned_parallelism and not @parallelism, pinned_rate = pinned_rate and not @rate, used_at = {now}
        where key = @key
        """,
        new { key, parallelism, rate },
        cancellationToken);

    public Task ResetRateAsync(string key, CancellationToken cancellationToken) => ChangeAsync(
        "update flow_key set window_started_at = 0, window_count = 0, window_lag = 0, wake_at = {now}, used_at = {now} where key = @key",
        new { key },
        cancellationToken);

    // The key is locked first, as everywhere. Attempts in flight find their permits gone when they are settled, which is harmless.
    public Task ResetAsync(string key, CancellationToken cancellationToken) => ChangeAsync(
        """
        update flow_key set window_started_at = 0, window_count = 0, window_lag = 0, wake_at = {now}, used_at = {now} where key = @key;
        delete from flow_permit where key = @key
        """,
        new { key },
        cancellationToken);

    // The age is checked twice: a key that is in use is locked by its user, and after that wait only the outer condition is evaluated again.
    public Task<int> ForgetIdleAsync(TimeSpan idle, int max, CancellationToken cancellationToken) => connections.WriteAsync(
        connection => connection.ExecuteAsync(
            $"""
            delete from flow_key where used_at < {connections.Now} - @idle and key in (
                select key from flow_key k
                where used_at < {connections.Now} - @idle and not paused and not pinned_parallelism and not pinned_rate
                  and not exists (select 1 from flow_wait w where w.key = k.key)
                  and not exists (select 1 from flow_permit p where p.key = k.key)
                limit @max)
            """,
            new { idle = (long)idle.TotalMilliseconds, max },
            cancellationToken),
        cancellationToken);

    private async Task ChangeAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await connections.WriteAsync(
            connection => connection.ExecuteAsync(sql.Replace("{now}", connections.Now, StringComparison.Ordinal), values, cancellationToken),
            cancellationToken);
        signal.Raise();
    }
}
