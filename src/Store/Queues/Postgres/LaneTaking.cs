using System.Collections.Concurrent;
using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Instances;

namespace BusQStash.Store.Queues.Postgres;

/// <summary>Takes the leases of free lanes.</summary>
/// <remarks>
/// <para>(1) Lock the queues in share mode, so that none is deleted meanwhile; this does not block accepting messages.</para>
/// <para>(2) Create missing lanes as free ones.</para>
/// <para>(3) Lock the free lanes. If two processes take the same lane, the second waits here and then finds the lease taken.</para>
/// <para>(4) Take the lanes, in a statement whose snapshot is newer than the wait.</para>
/// </remarks>
internal sealed class LaneTaking(LedgerTransactions transactions, InstanceIdentity identity)
{
    private const string HoldQueues = "select 1 from queue where name = any($1) order by name for key share";

    private const string MakeLanes =
        """
        insert into lane (name, epoch, holder, lease_until)
        select name, 0, 0, 0 from queue where name = any($1) order by name
        on conflict (name) do nothing
        """;

    // Free, or taken by a call of this process whose answer was lost: the epoch is then later than any this process was answered.
    private const string IsFree =
        $"""
        (lease_until <= {DatabaseClock.Now} or holder = $2 and exists (
            select 1 from unnest($3::text[], $4::bigint[]) as lost(name, after) where lost.name = lane.name and lane.epoch > lost.after))
        """;

    private const string LockFree = $"select 1 from lane where name = any($1) and {IsFree} order by name for update";

    // An epoch must never repeat. A standby that lacks the last commits counts on from an older number, so each number is followed by random bits.
    private const string NextEpoch = "nextval('lane_epoch') * 1048576 + floor(random() * 1048576)::bigint";

    private const string Take =
        $"""
        with taken as (
            update lane set epoch = {NextEpoch}, holder = $2, lease_until = {DatabaseClock.Now} + $5
            where name = any($1) and {IsFree} and exists (select 1 from queue q where q.name = lane.name)
            returning name, epoch),
        unparked as (
            delete from due where token in (select 'lane:' || name from taken))
        select {LaneStatusRow.Columns} from taken l join queue q on q.name = l.name
        """;

    // Names of lanes whose last taking got no answer, each with the latest epoch this process had received before.
    private readonly ConcurrentDictionary<string, long> _unanswered = new(StringComparer.Ordinal);
    private long _latest;

    public async Task<IReadOnlyList<LaneStatus>> TakeAsync(string[] names, TimeSpan lease, CancellationToken cancellationToken)
    {
        var before = Volatile.Read(ref _latest);
        try
        {
            var taken = await TryTakeAsync(names, lease, cancellationToken);
            foreach (var status in taken)
            {
                _unanswered.TryRemove(status.Lane.QueueName, out _);
                Volatile.Write(ref _latest, Math.Max(Volatile.Read(ref _latest), status.Lane.Epoch));
            }

            return taken;
        }
        catch (Exception exception) when (!PostgresErrors.IsRolledBack(exception))
        {
            // This process may own them by now. Without this entry they would stall until a lease that no process knows of expires.
            Array.ForEach(names, name => _unanswered.TryAdd(name, before));
            throw;
        }
    }

    private Task<IReadOnlyList<LaneStatus>> TryTakeAsync(string[] names, TimeSpan lease, CancellationToken cancellationToken) =>
        transactions.RunAsync<IReadOnlyList<LaneStatus>>(
            async (transaction, token) =>
            {
                var lost = names.Where(_unanswered.ContainsKey).ToArray();
                var after = Array.ConvertAll(lost, name => _unanswered.GetValueOrDefault(name, long.MaxValue));
                await using var batch = new StatementBatch(transaction.Connection);
                batch.Add(HoldQueues, names); // (1)
                batch.Add(MakeLanes, names); // (2)
                batch.Add(LockFree, names, identity.Number, lost, after); // (3)
                batch.Add(Take, names, identity.Number, lost, after, (long)lease.TotalMilliseconds); // (4)
                await using var reader = await batch.ReadAsync(token);
                await reader.NextResultAsync(token);
                await reader.NextResultAsync(token);
                return await reader.ToListAsync(LaneStatusRow.Read, token);
            },
            cancellationToken);
}
