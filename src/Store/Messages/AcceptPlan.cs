using BusQStash.Store.FlowControl;
using BusQStash.Store.Queues;

namespace BusQStash.Store.Messages;

/// <summary>
/// Decides what accepting a group of messages writes, in their order: deduplication, places in queues and origin numbers. The transaction holds the locks of the keys and queues it
/// passes in, so the decision stays valid until it commits.
/// </summary>
/// <remarks>
/// <para>(1) <see cref="DropKnown"/> answers messages whose id is already in the ledger: a derived id, or a retry after a lost answer.</para>
/// <para>(2) <see cref="DropDuplicates"/> answers messages whose deduplication key belongs to another message; within a group, the first message gets the key.</para>
/// <para>(3) <see cref="Place"/> assigns places and numbers to the rest. A duplicate gets neither.</para>
/// </remarks>
internal sealed class AcceptPlan(IReadOnlyList<AcceptItem> items)
{
    /// <summary>
    /// Condition under which another message may take a remembered key; <see cref="Now"/> is appended as the time to compare with. It is part of the upsert, because a key without
    /// a row cannot be locked and read first.
    /// </summary>
    public const string WindowIsOver = "deduplication.expires_at <=";

    private readonly AcceptOutcome?[] _outcomes = new AcceptOutcome?[items.Count];
    private readonly List<(AcceptItem Item, AcceptOutcome Outcome)> _accepted = [];
    private Dictionary<string, QueuePlace> _places = [];

    /// <summary>The result for each message.</summary>
    public IReadOnlyList<AcceptOutcome> Outcomes => _outcomes!;

    /// <summary>Messages to be written.</summary>
    public IReadOnlyList<(AcceptItem Item, AcceptOutcome Outcome)> Accepted => _accepted;

    /// <summary>Messages to be written that need a due row; an ordered message waits in its lane instead.</summary>
    public IEnumerable<AcceptItem> Due => _accepted.Select(row => row.Item).Where(item => !item.IsOrdered && !item.IsDueAtOnce);

    /// <summary>Deduplication keys the messages claim, in lock order. The first message with a key claims it for all messages of the group that have it.</summary>
    public IReadOnlyList<KeyClaim> Keys { get; private set; } = [];

    /// <summary>The time deduplication windows are measured from: when the last message with a key was received.</summary>
    public long Now { get; private set; }

    /// <summary>Queues whose rows must be locked, each with the creation time to use if the queue does not exist.</summary>
    public IReadOnlyDictionary<string, long> Queues => Open.Where(item => item.IsOrdered)
        .GroupBy(item => item.Message.Spec.QueueName!, item => item.CreatedAt, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>Number of origin numbers the messages need.</summary>
    public int Numbered => Open.Count(item => item.IsNumbered);

    /// <summary>The next places in the queues after this group.</summary>
    public IReadOnlyDictionary<string, QueuePlace> Places => _places;

    private IEnumerable<AcceptItem> Open => items.Where((_, i) => _outcomes[i] is null);

    /// <summary>Ids that may already be in the ledger.</summary>
    /// <param name="all">
    /// Whether to include ids generated for their message, which exist only if the caller retries. An engine that detects this by a unique violation asks for all ids only then.
    /// </param>
    public IReadOnlyList<string> DoubtfulIds(bool all) =>
        [.. items.Where(item => all || item.Message.IdIsDerived).Select(item => item.Message.Id)];

    /// <summary>Answers messages that already exist or occur twice in this group.</summary>
    public void DropKnown(IEnumerable<string> knownIds)
    {
        var seen = knownIds.ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            var message = items[i].Message;
            _outcomes[i] = seen.Add(message.Id) ? null : AcceptOutcome.DuplicateOf(message, message.Id);
        }

        NewMessage[] keyed = [.. Open.Select(item => item.Message).Where(message => message.DeduplicationKey is not null).DistinctBy(message => message.DeduplicationKey)];
        Keys = [.. keyed.Select(KeyClaim.Of).OrderBy(claim => claim.Key, StringComparer.Ordinal)];
        Now = keyed.Select(message => message.CreatedAt.ToUnixTimeMilliseconds()).DefaultIfEmpty().Max();
    }

    /// <summary>Answers messages whose deduplication key belongs to another message.</summary>
    /// <param name="others">Keys that could not be taken, with the ids of the messages that own them.</param>
    public void DropDuplicates(IReadOnlyDictionary<string, string> others)
    {
        var owners = Keys.ToDictionary(claim => claim.Key, claim => others.GetValueOrDefault(claim.Key, claim.MessageId), StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            if (_outcomes[i] is null && items[i].Message is { DeduplicationKey: { } key } message && owners[key] != message.Id)
            {
                _outcomes[i] = AcceptOutcome.DuplicateOf(message, owners[key]);
            }
        }
    }

    /// <summary>Accepts the remaining messages.</summary>
    /// <param name="places">The places of the locked queues.</param>
    /// <param name="firstNumber">The first of <see cref="Numbered"/> consecutive origin numbers.</param>
    public void Place(Dictionary<string, QueuePlace> places, long firstNumber)
    {
        _places = places;
        for (var i = 0; i < items.Count; i++)
        {
            if (_outcomes[i] is null)
            {
                var item = items[i];
                var place = item.IsOrdered ? Take(item.Message.Spec.QueueName!) : default;
                var number = item.IsNumbered ? firstNumber++ : 0;
                var outcome = new AcceptOutcome(item.Message, item.Message.Id, false, place.Next, place.Shard, number) { Signal = place.Signal };
                _outcomes[i] = outcome;
                _accepted.Add((item, outcome));
            }
        }
    }

    /// <summary>Collects the changes the accepted messages make to flow-control keys.</summary>
    public void Enter(FlowChanges flow)
    {
        foreach (var (item, _) in _accepted)
        {
            item.Enter(flow);
        }
    }

    private QueuePlace Take(string queueName)
    {
        var place = _places[queueName];
        _places[queueName] = place with { Next = place.Next + 1 };
        return place;
    }
}
