using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using BusQStash.Store.Queues.Postgres;
using BusQStash.Store.Schedules.Postgres;

namespace BusQStash.Store.Messages.Postgres;

/// <summary>Accepts messages inside a transaction; <see cref="AcceptPlan"/> decides.</summary>
/// <remarks>
/// <para>(1) Look up ids that may already be in the ledger.</para>
/// <para>(2) Claim deduplication keys.</para>
/// <para>(3) Lock the queues, creating missing ones, and assign places and origin numbers.</para>
/// <para>
/// (4) Add the inserts to the transaction's last statements. Changes to flow-control keys are collected and written at the very end, because the locks of those keys are taken
/// last.
/// </para>
/// <para>(5) Advance the schedules the messages come from.</para>
/// </remarks>
internal sealed class AcceptBatch(
    LedgerTransaction transaction,
    OriginCounter numbers,
    int origin,
    int dedicatedQueues,
    StatementBatch last,
    FlowChanges flow)
{
    private const string KnownIds = "select id from message where id = any($1)";

    public async Task<IReadOnlyList<AcceptOutcome>> RunAsync(IReadOnlyList<AcceptItem> items, CancellationToken cancellationToken)
    {
        var plan = new AcceptPlan(items);
        plan.DropKnown(await FindKnownAsync(plan, cancellationToken)); // (1)
        plan.DropDuplicates(await new DeduplicationKeys(transaction.Connection).TakeAsync(plan, cancellationToken)); // (2)
        var places = await new LanePlaces(transaction.Connection, dedicatedQueues).LockAsync(plan.Queues, cancellationToken); // (3)
        plan.Place(places, TakeNumbers(plan.Numbered));
        LanePlaces.AddUpdate(last, plan.Places); // (4)
        NewMessageRows.Add(last, origin, plan);
        plan.Enter(flow);
        FiredSchedules.Add(last, items); // (5)
        return plan.Outcomes;
    }

    // An id generated for its message is new unless the caller retries after a lost answer. A retry shows as a unique violation, so only a repeated transaction looks up all ids.
    private async Task<List<string>> FindKnownAsync(AcceptPlan plan, CancellationToken cancellationToken) =>
        plan.DoubtfulIds(all: transaction.IsRepeat) is { Count: > 0 } ids
            ? await transaction.Connection.ListAsync(KnownIds, [ids.ToArray()], row => row.GetString(0), cancellationToken)
            : [];

    private long TakeNumbers(int count)
    {
        var first = numbers.Take(count);
        transaction.OnFailure(mayBeStored => numbers.Abandon(first, count, mayBeStored));
        return first;
    }
}
