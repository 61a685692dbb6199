using BusQStash.Store.FlowControl;
using BusQStash.Store.Messages;
using Npgsql;

namespace BusQStash.Store.Postgres.FlowControl;

/// <summary>Returns granted messages to their places inside a transaction.</summary>
/// <remarks>
/// <para>(1) Lock the messages, then their keys.</para>
/// <para>(2) Take the permits away. One that is gone was taken away before: nothing follows from it, so a second time is harmless.</para>
/// <para>(3) Put the messages where they stood, if they still wait for this attempt.</para>
/// <para>(4) A window whose opening start was not made begins with the first of the others, and nobody knows when. The last that may be used is
/// <see cref="FlowPlan.LongestStart"/> old by then, or at the window's end: the key rests for a period from there.</para>
/// </remarks>
internal sealed class FlowReturns(NpgsqlConnection connection, int me)
{
    private const string LockMessages = "select id, state, claimed_by from message where id = any($1) order by id for no key update";

    private const string TakeAway =
        """
        delete from flow_permit p using unnest($1::text[], $2::bigint[]) as r(id, number)
        where p.message_id = r.id and p.number = r.number
        returning p.message_id, p.key, p.place, p.ticket, p.opened
        """;

    // From here on the line brings the message back, so its origin answers for it no longer.
    private const string Unclaim = $"update message set state = {MessageStateSql.Waiting}, claimed_by = null, origin_number = 0 where id = any($1)";

    private const string Stand =
        """
        insert into flow_wait (message_id, key, place, holder, ticket)
        select id, key, place, case when ticket is null then null else $5::integer end, ticket
        from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) as r(id, key, place, ticket)
        on conflict (message_id) do nothing
        """;

    private const string Rest =
        $"""
        update flow_key
        set window_count = greatest(window_count, rate),
            window_lag = greatest(
                window_lag,
                least({DatabaseClock.Now} - window_started_at + $2, period_seconds * 1000),
                least({DatabaseClock.Now} - window_started_at, 2147483647))
        where key = any($1) and rate is not null and window_started_at > 0
        """;

    public async Task<int> RunAsync(IReadOnlyCollection<FlowPutBack> putBacks, CancellationToken cancellationToken)
    {
        var mine = await LockAsync(putBacks, cancellationToken); // (1)
        var taken = await TakeAwayAsync(putBacks, cancellationToken); // (2)
        var standing = taken.Where(row => row.Ticket is not null || mine.Contains(row.Id)).ToArray();
        await using var batch = new StatementBatch(connection);
        batch.Add(Unclaim, standing.Where(row => row.Ticket is null).Select(row => row.Id).ToArray());
        batch.Add(
            Stand,
            Array.ConvertAll(standing, row => row.Id),
            Array.ConvertAll(standing, row => row.Key),
            Array.ConvertAll(standing, row => row.Place),
            Array.ConvertAll(standing, row => row.Ticket),
            me); // (3)
        var unmade = putBacks.Where(one => !one.Started).Select(one => one.Permit.MessageId).ToHashSet(StringComparer.Ordinal);
        batch.Add(
            Rest,
            taken.Where(row => row.Opened && unmade.Contains(row.Id)).Select(row => row.Key).Distinct().ToArray(),
            FlowPlan.LongestStart); // (4)
        FlowRows.AddWake(batch, LookIn(putBacks));
        await batch.ExecuteAsync(cancellationToken);
        return standing.Length;
    }

    private static Dictionary<string, TimeSpan> LookIn(IEnumerable<FlowPutBack> putBacks) =>
        putBacks.GroupBy(one => one.Permit.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Min(one => one.LookIn), StringComparer.Ordinal);

    private async Task<HashSet<string>> LockAsync(IReadOnlyCollection<FlowPutBack> putBacks, CancellationToken cancellationToken)
    {
        await using var batch = new StatementBatch(connection);
        batch.Add(LockMessages, putBacks.Select(one => one.Permit.MessageId).ToArray());
        FlowRows.AddLock(batch, putBacks.Select(one => one.Permit.Key).Distinct());
        await using var reader = await batch.ReadAsync(cancellationToken);
        var rows = await reader.ToListAsync(
            row => (Id: row.GetString(0), State: row.GetInt16(1), Holder: row.IntOrNull(2)), cancellationToken);
        return rows.Where(row => row.State == 2 && row.Holder == me).Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
    }

    private Task<List<(string Id, string Key, long Place, long? Ticket, bool Opened)>> TakeAwayAsync(
        IReadOnlyCollection<FlowPutBack> putBacks, CancellationToken cancellationToken) =>
        connection.ListAsync(
            TakeAway,
            [putBacks.Select(one => one.Permit.MessageId).ToArray(), putBacks.Select(one => one.Permit.Number).ToArray()],
            row => (row.GetString(0), row.GetString(1), row.GetInt64(2), row.LongOrNull(3), row.GetBoolean(4)),
            cancellationToken);
}
