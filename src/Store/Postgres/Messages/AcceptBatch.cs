using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Postgres.Messages;

/// <summary>Accepts messages inside a transaction, in their order.</summary>
/// <remarks>
/// <para>(1) Drop those whose id is in the ledger already.</para>
/// <para>(2) Drop those whose deduplication key is taken, and take the keys of the others.</para>
/// <para>(3) Give the ordered ones their places and those due at once their origin numbers.</para>
/// <para>(4) Have them inserted by the transaction's last statements, and say what they do to flow-control keys: that is written at the very end, because those
/// keys' locks are taken last.</para>
/// <para>(5) Have the schedules they come from moved on.</para>
/// </remarks>
internal sealed class AcceptBatch(
    LedgerTransaction transaction,
    OriginCounter numbers,
    int origin,
    int dedicatedQueues,
    IReadOnlyList<AcceptItem> items,
    StatementBatch last,
    FlowChanges flow)
{
    private const string KnownIds = "select id from message where id = any($1)";

    private readonly AcceptOutcome?[] _outcomes = new AcceptOutcome?[items.Count];
    private readonly DeduplicationKeys _keys = new(transaction.Connection);
    private readonly LanePlaces _places = new(transaction.Connection, dedicatedQueues);

    public async Task<IReadOnlyList<AcceptOutcome>> RunAsync(CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            return [];
        }

        await DropKnownIdsAsync(cancellationToken); // (1)
        await DropDuplicatesAsync(cancellationToken); // (2)
        List<int> remaining = [.. Enumerable.Range(0, items.Count).Where(i => _outcomes[i] is null)];
        if (remaining.Count > 0)
        {
            await _places.LockAsync(remaining.Select(i => items[i]), cancellationToken); // (3)
            TakePlaces(remaining);
            Insert(remaining); // (4)
            remaining.ForEach(i => items[i].Enter(flow));
        }

        FiredSchedules.Add(last, items); // (5)
        return _outcomes!;
    }

    private async Task DropKnownIdsAsync(CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);

        // Ids that were made for this message are new, unless its caller repeats itself after a lost answer. That shows as a unique violation,
        // so only a repeated transaction looks for all of them.
        string[] doubtful = [.. items.Where(item => transaction.IsRepeat || item.Message.IdIsDerived).Select(item => item.Message.Id)];
        if (doubtful.Length > 0)
        {
            seen.UnionWith(await transaction.Connection.ListAsync(KnownIds, [doubtful], row => row.GetString(0), cancellationToken));
        }

        for (var i = 0; i < items.Count; i++)
        {
            var id = items[i].Message.Id;
            _outcomes[i] = seen.Add(id) ? null : DuplicateOf(id);
        }
    }

    private async Task DropDuplicatesAsync(CancellationToken cancellationToken)
    {
        var originals = await _keys.TakeAsync(items.Where((_, i) => _outcomes[i] is null), cancellationToken);
        for (var i = 0; i < items.Count; i++)
        {
            if (_outcomes[i] is null
                && items[i].Message.DeduplicationKey is { } key
                && originals[key] is var original
                && original != items[i].Message.Id)
            {
                _outcomes[i] = DuplicateOf(original);
            }
        }
    }

    private void TakePlaces(List<int> remaining)
    {
        var count = remaining.Count(i => items[i].IsNumbered);
        var first = numbers.Take(count);
        transaction.OnFailure(mayBeStored => numbers.Abandon(first, count, mayBeStored));
        var next = first;
        foreach (var i in remaining)
        {
            var message = items[i].Message;
            var (seq, shard, signal) = message.Spec.QueueName is { } queueName ? _places.Take(queueName) : (0, null, 0);
            _outcomes[i] = new AcceptOutcome(message.Id, false, seq, shard, items[i].IsNumbered ? next++ : 0) { Signal = signal };
        }
    }

    private void Insert(List<int> remaining)
    {
        _places.AddUpdate(last);
        NewMessageRows.Add(last, origin, [.. remaining.Select(i => (items[i], _outcomes[i]!))]);
    }

    private static AcceptOutcome DuplicateOf(string id) => new(id, true, 0, null, 0);
}
