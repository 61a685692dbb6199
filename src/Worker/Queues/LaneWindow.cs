using BusQStash.Store.Messages;
using BusQStash.Store.Queues;

namespace BusQStash.Worker.Queues;

/// <summary>
/// What the owner of a lane knows of its unfinished messages, in order. Pure: no clock, no I/O. It is a prefix of the truth: every unfinished
/// message up to <see cref="KnownThrough"/> is in it, so the lowest one here is the lane's lowest.
/// </summary>
internal sealed class LaneWindow
{
    // Messages that stepped aside are remembered, so there is an end to it: a queue with so many of them waits like any other.
    private const int MaxAside = 10_000;

    private readonly SortedList<long, LaneEntry> _open = [];

    /// <summary>Every unfinished message up to this <c>seq</c> is known.</summary>
    public long KnownThrough { get; private set; } = -1;

    /// <summary>There may be further messages in the ledger that no command has told of.</summary>
    public bool MayHaveMore { get; private set; } = true;

    public int Count => _open.Count;

    public bool IsEmpty => _open.Count == 0;

    public IList<LaneEntry> Entries => _open.Values;

    public LaneEntry? Find(long seq) => _open.GetValueOrDefault(seq);

    public LaneEntry? Find(string messageId) => _open.Values.FirstOrDefault(entry => entry.MessageId == messageId);

    /// <summary>Nothing is known any more: the lease was lost or given up.</summary>
    public void Clear()
    {
        _open.Clear();
        KnownThrough = -1;
        MayHaveMore = true;
    }

    /// <summary>Puts what the ledger says in place of what was known, from the lane's head on.</summary>
    /// <param name="read">Unfinished messages in order.</param>
    /// <param name="complete">There were no more than these when the ledger was read.</param>
    /// <param name="snapshotThrough">Highest <c>seq</c> whose command came before the ledger was read: it is in <paramref name="read"/> or finished.</param>
    public void Replace(IReadOnlyList<OpenMessage> read, bool complete, long snapshotThrough)
    {
        var before = _open.Values.ToDictionary(entry => entry.MessageId, StringComparer.Ordinal);
        _open.Clear();
        foreach (var message in read)
        {
            _open.Add(message.Seq, Merge(before.GetValueOrDefault(message.MessageId), message));
        }

        MayHaveMore = !complete;
        var last = read.Count > 0 ? read[^1].Seq : -1;
        KnownThrough = complete ? Math.Max(Math.Max(last, snapshotThrough), KnownThrough) : last;
    }

    /// <summary>Adds the messages that follow those already known.</summary>
    public void Append(IReadOnlyList<OpenMessage> read, bool complete, long snapshotThrough)
    {
        foreach (var message in read)
        {
            _open.TryAdd(message.Seq, Merge(null, message));
        }

        MayHaveMore = !complete;
        var last = read.Count > 0 ? read[^1].Seq : -1;
        KnownThrough = Math.Max(KnownThrough, complete ? Math.Max(last, snapshotThrough) : last);
    }

    /// <summary>
    /// Adds a message from its command alone. Only the direct successor of what is known can be added so: numbers have no gaps, so nothing
    /// can lie between. Anything else needs the ledger.
    /// </summary>
    public bool TryAppend(StoredMessage message)
    {
        if (MayHaveMore || KnownThrough < 0 || message.Seq != KnownThrough + 1)
        {
            return false;
        }

        _open.Add(message.Seq, new LaneEntry(message.Id, message.Seq, MessageState.Ready, message.Attempts, message.NotBefore)
        {
            Content = message,
        });
        KnownThrough = message.Seq;
        return true;
    }

    /// <summary>A command told of a message beyond what is known.</summary>
    public void ExpectMore() => MayHaveMore = true;

    /// <summary>The message has left the lane.</summary>
    public void Remove(LaneEntry entry)
    {
        if (_open.TryGetValue(entry.Seq, out var known) && ReferenceEquals(known, entry))
        {
            _open.Remove(entry.Seq);
        }
    }

    /// <summary>The queue lets messages that wait for a retry step aside; see <see cref="Store.Queues.QueueInfo.StepsAside"/>.</summary>
    public bool StepsAside { get; set; }

    /// <summary>The known messages fill a window of this size: more of them would change nothing.</summary>
    public bool Fills(int size, DateTimeOffset now) => StepsAside && size > 0
        ? _open.Count >= MaxAside || InWindow(size, now).Skip(size - 1).Any()
        : _open.Count >= size;

    /// <summary>Messages of the window that may be attempted now.</summary>
    /// <param name="size">The window: how many of the lowest unfinished messages count.</param>
    /// <param name="now">The time.</param>
    public IEnumerable<LaneEntry> Startable(int size, DateTimeOffset now) =>
        InWindow(size, now).Where(entry => entry is { InFlight: false, IsFinal: false, AwaitsPermit: false } && entry.NotBefore <= now);

    /// <summary>When the next message of the window that only waits for its time may be attempted; <see langword="null"/> when none waits for that.</summary>
    public DateTimeOffset? NextDue(int size, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var entry in StepsAside ? InWindow(size, now).Concat(Aside(now)) : InWindow(size, now))
        {
            if (entry is { InFlight: false, IsFinal: false, AwaitsPermit: false } && (next is null || entry.NotBefore < next))
            {
                next = entry.NotBefore;
            }
        }

        return next;
    }

    /// <summary>Those that hold the slots.</summary>
    public IEnumerable<LaneEntry> InWindow(int size, DateTimeOffset now)
    {
        if (!StepsAside)
        {
            return _open.Values.Take(size);
        }

        // One that stepped aside may be due again while others, behind it, are in flight: those keep their slots.
        var held = _open.Values.Where(entry => entry.InFlight || entry.IsFinal).Take(size).ToArray();
        var free = _open.Values.Take(MaxAside).Where(entry => entry is { InFlight: false, IsFinal: false } && !IsAside(entry, now));
        return held.Concat(free.Take(size - held.Length));
    }

    private IEnumerable<LaneEntry> Aside(DateTimeOffset now) => _open.Values.Where(entry => IsAside(entry, now));

    // Due again, it is the lowest of those that may start, so it is the next.
    private static bool IsAside(LaneEntry entry, DateTimeOffset now) =>
        entry is { State: MessageState.Retrying, InFlight: false } && entry.NotBefore > now;

    private static LaneEntry Merge(LaneEntry? known, OpenMessage read)
    {
        if (known is null)
        {
            return new LaneEntry(read.MessageId, read.Seq, read.State, read.Attempts, read.NotBefore);
        }

        // An attempt in flight will say itself how it ended.
        if (!known.InFlight)
        {
            known.State = read.State;
            known.Attempts = read.Attempts;
            known.NotBefore = read.NotBefore;
        }

        return known;
    }
}
