using BusQStash.Store.FlowControl;
using BusQStash.Store.Queues;

namespace BusQStash.Store.Messages;

/// <summary>
/// Decides what accepting a group of messages, in their order, writes: which are duplicates, the places of the others in their queues and their origin numbers.
/// The transaction holds the locks of the keys and queues it hands in, so what is decided here is true until it commits.
/// </summary>
/// <remarks>
/// <para>(1) <see cref="DropKnown"/> answers those whose id is in the ledger: a derived id, or a repeat after a lost answer.</para>
/// <para>(2) <see cref="DropDuplicates"/> answers those whose deduplication key belongs to another message; the first of a group has its key.</para>
/// <para>(3) <see cref="Place"/> gives the rest their places and numbers. A duplicate takes neither.</para>
/// </remarks>
internal sealed class AcceptPlan(IReadOnlyList<AcceptItem> items)
{
    /// <summary>
    /// When a remembered key may be taken by another message; the time it is compared with, <see cref="Now"/>, follows. A condition of the statement that takes it, since
    /// a key that nobody has yet cannot be locked and read first.
    /// </summary>
    public const string WindowIsOver = "deduplication.expires_at <=";

    private readonly AcceptOutcome?[] _outcomes = new AcceptOutcome?[items.Count];
    private readonly List<(AcceptItem Item, AcceptOutcome Outcome)> _accepted = [];
    private Dictionary<string, QueuePlace> _places = [];

    /// <summary>What became of each message.</summary>
    public IReadOnlyList<AcceptOutcome> Outcomes => _outcomes!;

    /// <summary>Those that are written.</summary>
    public IReadOnlyList<(AcceptItem Item, AcceptOutcome Outcome)> Accepted => _accepted;

    /// <summary>Those written that wait for a due row; an ordered message waits in its lane.</summary>
    public IEnumerable<AcceptItem> Due => _accepted.Select(row => row.Item).Where(item => !item.IsOrdered && !item.IsDueAtOnce);

    /// <summary>Keys the messages want, in the order in which they are locked. The first message of a group with a key speaks for all that have it.</summary>
    public IReadOnlyList<KeyClaim> Keys { get; private set; } = [];

    /// <summary>The time windows are measured by: when the last of those that want a key was received.</summary>
    public long Now { get; private set; }

    /// <summary>Queues whose rows have to be locked, with the time at which one that is missing is made.</summary>
    public IReadOnlyDictionary<string, long> Queues => Open.Where(item => item.IsOrdered)
        .GroupBy(item => item.Message.Spec.QueueName!, item => item.CreatedAt, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>How many origin numbers the messages need.</summary>
    public int Numbered => Open.Count(item => item.IsNumbered);

    /// <summary>The queues' places after this group.</summary>
    public IReadOnlyDictionary<string, QueuePlace> Places => _places;

    private IEnumerable<AcceptItem> Open => items.Where((_, i) => _outcomes[i] is null);

    /// <summary>Ids that may be in the ledger already.</summary>
    /// <param name="all">
    /// Whether an id that was made for its message may be there too, because its caller repeats itself. An engine that learns of that from a unique violation asks for
    /// all of them only then.
    /// </param>
    public IReadOnlyList<string> DoubtfulIds(bool all) =>
        [.. items.Where(item => all || item.Message.IdIsDerived).Select(item => item.Message.Id)];

    /// <summary>Answers messages that are there already, or come twice in this group.</summary>
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

    /// <summary>Answers messages whose key belongs to another one.</summary>
    /// <param name="others">Keys that could not be taken, with the messages they belong to.</param>
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

    /// <summary>Accepts what is left.</summary>
    /// <param name="places">The queues as they were locked.</param>
    /// <param name="firstNumber">The first of <see cref="Numbered"/> origin numbers that follow each other.</param>
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

    /// <summary>What the accepted messages do to flow-control keys.</summary>
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
