using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Messages;
using Npgsql;

namespace BusQStash.Store.FlowControl.Postgres;

/// <summary>Grants permits inside a transaction.</summary>
/// <remarks>
/// <para>(1) Lock the keys that are due, skipping those another worker is processing.</para>
/// <para>(2) Count their permits and read the fronts of their lines, in statements whose snapshots are newer than the locks.</para>
/// <para>(3) Lock the messages that may be granted, skipping any that is being canceled.</para>
/// <para>(4) Decide, and write the decision: permits, claims, windows, next due times.</para>
/// <para>If the process dies before the commit, nothing is granted. If it dies after the commit, the permits are released as those of a dead process.</para>
/// </remarks>
internal sealed class FlowRound(NpgsqlConnection connection, int me, FlowAsk ask)
{
    private const string LockKeys =
        $"""
        select {FlowRows.KeyColumns}
        from flow_key where wake_at <= (select {DatabaseClock.Now}) order by wake_at limit $1 for no key update skip locked
        """;

    private const string CountPermits = "select key, count(*) from flow_permit where key = any($1) group by key";

    private const string ReadLines =
        """
        select k.key, w.message_id, w.place, w.holder, w.ticket
        from unnest($1::text[]) as k(key)
        cross join lateral (select * from flow_wait f where f.key = k.key order by f.place limit $2) as w
        order by k.key, w.place
        """;

    private const string LockMessages = $"select id from message where id = any($1) and state = {MessageStateSql.Waiting} order by id for no key update skip locked";
    private readonly FlowRoom _room = new(ask.Unordered, ask.Attempts);

    public async Task<IReadOnlyList<FlowGrant>> RunAsync(CancellationToken cancellationToken)
    {
        var keys = await connection.ListAsync(LockKeys, [ask.MaxKeys], FlowRows.ReadKey, cancellationToken); // (1)
        if (keys.Count == 0)
        {
            return [];
        }

        var (permits, lines) = await ReadAsync(keys, cancellationToken); // (2)
        var plans = keys.ConvertAll(key => (
            key.Key,
            Plan: new FlowPlan(key with { Permits = permits.GetValueOrDefault(key.Key) }, ask),
            Line: lines[key.Key].ToArray()));
        string[] candidates = [.. plans.SelectMany(
            plan => plan.Line.Where(entry => entry.IsUnordered).Take(plan.Plan.Room).Select(entry => entry.MessageId))];
        var free = candidates.Length == 0
            ? []
            : await connection.ListAsync(LockMessages, [candidates], row => row.GetString(0), cancellationToken); // (3)
        var held = free.ToHashSet(StringComparer.Ordinal);
        var decisions = plans.ConvertAll(plan => (
            plan.Key, Decision: plan.Plan.Decide(plan.Line, entry => held.Contains(entry.MessageId), me, _room)));
        return await new FlowRoundRows(connection, me).WriteAsync(decisions, cancellationToken); // (4)
    }

    private async Task<(Dictionary<string, int> Permits, ILookup<string, FlowLineEntry> Lines)> ReadAsync(
        List<FlowKeyState> keys, CancellationToken cancellationToken)
    {
        string[] names = [.. keys.Select(key => key.Key)];
        await using var batch = new StatementBatch(connection);
        batch.Add(CountPermits, names);
        batch.Add(ReadLines, names, FlowPlan.MaxRead);
        await using var reader = await batch.ReadAsync(cancellationToken);
        var permits = await reader.ToListAsync(row => (Key: row.GetString(0), Count: (int)row.GetInt64(1)), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var lines = await reader.ToListAsync(ReadEntry, cancellationToken);
        return (
            permits.ToDictionary(row => row.Key, row => row.Count, StringComparer.Ordinal),
            lines.ToLookup(row => row.Key, row => row.Entry, StringComparer.Ordinal));
    }

    private static (string Key, FlowLineEntry Entry) ReadEntry(NpgsqlDataReader row) =>
        (row.GetString(0), new FlowLineEntry(row.GetString(1), row.GetInt64(2), row.IntOrNull(3), row.LongOrNull(4)));
}
