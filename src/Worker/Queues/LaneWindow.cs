using BusQStash.Store.Messages;
using BusQStash.Store.Queues;

namespace BusQStash.Worker.Queues;

/// <summary>
/// The unfinished messages of a lane that its owner knows, in order. Pure: no clock, no I/O. The window is a prefix of the lane: it contains every unfinished
/// message up to <see cref="KnownThrough"/>, so its lowest message is the lane's lowest.
/// </summary>
internal sealed class LaneWindow
{
    // Messages that stepped aside are kept in memory, so their number is limited: beyond it, the queue waits for its head.
    private const int MaxAside = 10_000;

    private readonly SortedList<long, LaneEntry> _open = [];

    /// <summary>Every unfinished message up to this <c>seq</c> is known.</summary>
    public long KnownThrough { get; private set; } = -1;

    /// <summary>The ledger may contain further messages for which no command has arrived.</summary>
    public bool MayHaveMore { get; private set; } = true;

    public int Count => _open.Count;

    public bool IsEmpty => _open.Count == 0;

    public IList<LaneEntry> Entries => _open.Values;

    public LaneEntry? Find(long seq) => _open.GetValueOrDefault(seq);

    public LaneEntry? Find(string messageId) => _open.Values.FirstOrDefault(entry => entry.MessageId == messageId);

    /// <summary>Clears the window, because the lease was lost or released.</summary>
    public void Clear()
    {
        _open.Clear();
        KnownThrough = -1;
        MayHaveMore = true;
    }

    /// <summary>Replaces the window with a read that starts at the lane's head.</summary>
    /// <param name="read">Unfinished messages in order.</param>
    /// <param name="complete">Whether the read returned all unfinished messages of the lane.</param>
    /// <param name="snapshotThrough">Highest <c>seq</c> whose command arrived before the read: that message is in <paramref name="read"/> or finished.</param>
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
    /// Adds a message from its command, without reading the ledger. This works only for the direct successor of the last known message: sequence numbers have no gaps, so
    /// no message can be missing in between. Otherwise the ledger must be read.
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

    /// <summary>A command arrived for a message beyond the window.</summary>
    public void ExpectMore() => MayHaveMore = true;

    /// <summary>The message has left the lane.</summary>
    public void Remove(LaneEntry entry)
    {
        if (_open.TryGetValue(entry.Seq, out var known) && ReferenceEquals(known, entry))
        {
            _open.Remove(entry.Seq);
        }
    }

    /// <summary>Whether messages waiting for a retry step aside; see <see cref="Store.Queues.QueueInfo.StepsAside"/>.</summary>
    public bool StepsAside { get; set; }

    /// <summary>Whether the known messages fill a window of this size, so that no more need to be read.</summary>
    public bool Fills(int size, DateTimeOffset now) => StepsAside && size > 0
        ? _open.Count >= MaxAside || InWindow(size, now).Skip(size - 1).Any()
        : _open.Count >= size;

    /// <summary>Messages of the window that may be attempted now.</summary>
    /// <param name="size">The window: how many of the lowest unfinished messages count.</param>
    /// <param name="now">The time.</param>
    public IEnumerable<LaneEntry> Startable(int size, DateTimeOffset now) =>
        InWindow(size, now).Where(entry => entry is { InFlight: false, IsFinal: false, AwaitsPermit: false } && entry.NotBefore <= now);

    /// <summary>Due time of the next message of the window that only waits to become due; <see langword="null"/> if none does.</summary>
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

    /// <summary>The messages that occupy the slots of the window.</summary>
    public IEnumerable<LaneEntry> InWindow(int size, DateTimeOffset now)
    {
        if (!StepsAside)
        {
            return _open.Values.Take(size);
        }

        // A message that stepped aside may become due while later ones are in flight; these keep their slots.
        var held = _open.Values.Where(entry => entry.InFlight || entry.IsFinal).Take(size).ToArray();
        var free = _open.Values.Take(MaxAside).Where(entry => entry is { InFlight: false, IsFinal: false } && !IsAside(entry, now));
        return held.Concat(free.Take(size - held.Length));
    }

    private IEnumerable<LaneEntry> Aside(DateTimeOffset now) => _open.Values.Where(entry => IsAside(entry, now));

    // Once due again, it is the lowest message that may start, and therefore the next.
    private static bool IsAside(LaneEntry entry, DateTimeOffset now) =>
        entry is { State: MessageState.Retrying, InFlight: false } && entry.NotBefore > now;

    private static LaneEntry Merge(LaneEntry? known, OpenMessage read)
    {
        if (known is null)
        {
            return new LaneEntry(read.MessageId, read.Seq, read.State, read.Attempts, read.NotBefore);
        }

        // An attempt in flight reports its own result.
        if (!known.InFlight)
        {
            known.State = read.State;
            known.Attempts = read.Attempts;
            known.NotBefore = read.NotBefore;
        }

        return known;
    }
}
