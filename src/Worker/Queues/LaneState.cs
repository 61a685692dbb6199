using BusQStash.Store.Messages;
using BusQStash.Store.Queues;

namespace BusQStash.Worker.Queues;

/// <summary>
/// What a runner knows of its lane, and what it should do next. Pure: inputs and times go in, decisions come out, and <see cref="LaneRunner"/> carries them out. The
/// folder's README draws the states.
/// </summary>
/// <param name="options">Settings of lanes.</param>
/// <param name="isShard">The lane shares its broker queue with others.</param>
internal sealed partial class LaneState(LaneOptions options, bool isShard)
{
    // Later messages are read from the ledger only when their turn is near, so memory stays bounded whatever the backlog.
    private const int MaxKnown = 1_000;
    private const int MaxAtHand = 64;
    private readonly Dictionary<string, LaneEntry> _inFlight = new(StringComparer.Ordinal);
    private long _awaitedLook;
    private bool _wanted;
    private bool _handOver;
    private DateTimeOffset _notBefore;
    private DateTimeOffset _parkedUntil;
    private long? _wantedSince;
    private long? _restingSince;
    private int _finished;
    private long _acknowledgedAt;

    /// <summary>The lane's unfinished messages, as far as they are known.</summary>
    public LaneWindow Window { get; } = new();

    /// <summary>The epoch of the lease that is held; <see langword="null"/> without one.</summary>
    public LaneEpoch? Lane { get; private set; }

    /// <summary>The queue as the ledger last described it under a lease.</summary>
    public LaneSnapshot? Known { get; private set; }

    /// <summary>The status in <see cref="Known"/>.</summary>
    public LaneStatus? Status => Known?.Status;

    /// <summary>The known messages are stale: the ledger must be read before the next decision.</summary>
    public bool NeedsRead { get; private set; }

    /// <summary>A new look into the ledger must be requested; see <see cref="AwaitLook"/>.</summary>
    public bool AsksForLook { get; private set; }

    /// <summary>No attempt starts before a look that was requested has been answered.</summary>
    public bool IsAwaitingLook => AsksForLook || Known is null || Known.Look < _awaitedLook;

    /// <summary>The lane is to be handed over once nothing is in flight.</summary>
    public bool IsHandingOver => _handOver;

    /// <summary>How many of the lowest unfinished messages may be attempted at once.</summary>
    public int Size => Status?.Parallelism ?? 1;

    /// <summary>
    /// No further attempt may start. Attempts of messages that were canceled meanwhile count, and those that began before the parallelism was lowered: no more are in
    /// flight than may be, however many places of the window are free.
    /// </summary>
    public bool IsFull => _inFlight.Count >= Size;

    /// <summary>
    /// How long a command is held unacknowledged. A lane in a shard does not hold back commands, because they would delay those of other lanes. The messages are in the
    /// ledger.
    /// </summary>
    public TimeSpan HoldLimit => isShard ? TimeSpan.Zero : options.HoldLimit;

    /// <summary>The ledger may know more than the lane: its messages and the state of its queue are read again.</summary>
    public void Wake()
    {
        _parkedUntil = default;
        NeedsRead = true;
        _wanted = true;
        AsksForLook = true;
    }

    /// <summary>The look that <see cref="AsksForLook"/> asked for was requested; it has this number.</summary>
    public void AwaitLook(long number)
    {
        _awaitedLook = number;
        AsksForLook = false;
    }

    /// <summary>A command arrived. Returns whether it is held; otherwise it is acknowledged at once.</summary>
    public bool Take(LaneTurnHandle turn, LaneTime now)
    {
        if (Lane is null && _parkedUntil > now.Wall)
        {
            // Waiting messages fill the window; this one is read from the ledger when its time comes.
            return false;
        }

        _wanted = true;
        var message = turn.Message;
        if (Window.Find(message.Seq) is { } known)
        {
            if (known.MessageId == message.Id)
            {
                known.Content ??= turn.BodyInLedger ? null : message;
            }

            return true;
        }

        if (message.Seq <= Window.KnownThrough)
        {
            // Finished, or of a deleted queue of the same name.
            return false;
        }

        if (Lane is not null)
        {
            Extend(turn, message);
        }

        // Without a lease nothing is known: acquiring it reads the ledger.
        return true;
    }

    /// <summary>
    /// A message is final and its callbacks are finished, so it leaves the lane. The notification suffices, without a look: with one for every callback, a queue with
    /// callbacks spent most of its processor time on them. Returns false when the ledger must be asked: the message's own end is not known here yet, or the message is not.
    /// </summary>
    public bool Free(string messageId)
    {
        if (Lane is null || Window.Find(messageId) is not { IsFinal: true, InFlight: false } entry)
        {
            return false;
        }

        Finish(entry);
        return true;
    }

    /// <summary>The lease was acquired. Attempts under an earlier lease were aborted; each still reports its end, and holds its place until then.</summary>
    public void Hold(LaneInput.Granted granted)
    {
        Lane = granted.Lease.Lane;
        See(granted.Known);
        _parkedUntil = default;
        _wantedSince = null;
        NeedsRead = true;
        Window.Clear();
    }

    /// <summary>A look has been answered.</summary>
    public void See(LaneInput.Seen seen)
    {
        if (seen.Known.Status.Lane == Lane)
        {
            NeedsRead |= seen.Known.Status.Signal != Status?.Signal;
            See(seen.Known);
        }
    }

    /// <summary>The lease expired, or another worker has it.</summary>
    public void Lose()
    {
        Lane = null;
        _wanted = true;
        Window.Clear();
    }

    /// <summary>An attempt ended. Returns false when the ledger refused its result under the epoch that is held: the lease is lost.</summary>
    public bool End(LaneInput.Ended ended, LaneTime now)
    {
        var entry = ended.Entry;
        Leave(entry);
        if (ended.Outcome is { Status: SettleStatus.Fenced })
        {
            // A late end under an earlier epoch says nothing about the lease that is held now.
            NeedsRead = true;
            return ended.Settlement?.Lane != Lane;
        }

        if (ended.Settlement is not { } settlement || ended.Outcome is not { Status: SettleStatus.Settled } outcome)
        {
            // Aborted, canceled meanwhile, or of another lane: the ledger knows the current state.
            NeedsRead = true;
            _notBefore = ended.Settlement is null ? now.Wall + RetryPause : default;
            return true;
        }

        entry.Attempts = settlement.Attempt + 1;
        entry.State = settlement.NextState;
        entry.NotBefore = settlement.NextAttemptAt ?? entry.NotBefore;
        if (entry.Content?.Body.Length > StoredMessage.LongBody)
        {
            // Its retry or its callbacks may take long. The next attempt reads it again.
            entry.Content = null;
        }

        if (outcome.LaneDone)
        {
            Finish(entry);
        }

        return true;
    }

    /// <summary>An attempt did not start. Returns whether its message still waits in the window of a lease.</summary>
    public bool PutBack(LaneEntry entry)
    {
        Leave(entry);
        return Lane is not null && ReferenceEquals(Window.Find(entry.Seq), entry);
    }

    /// <summary>The lane is to be handed over; with <paramref name="ifIdle"/> only when it has nothing to do.</summary>
    public void HandOver(bool ifIdle, bool holdsCommands) =>
        _handOver |= !ifIdle || (Lane is null && !_wanted && !holdsCommands && _inFlight.Count == 0);

    /// <summary>The known messages turned out to be stale, or could not be read.</summary>
    public void Outdate() => NeedsRead = true;

    /// <summary>The ledger no longer has a message that is known: it is read again after a pause.</summary>
    public void Outdate(LaneTime now)
    {
        NeedsRead = true;
        _notBefore = now.Wall + RetryPause;
    }

    /// <summary>The lane's messages were read.</summary>
    public void Read()
    {
        NeedsRead = false;
        if (Window.KnownThrough > Status!.LastSeq)
        {
            // These places are beyond the last status. The queue may have been deleted and recreated, and another worker may hold it, so the status is read again under this epoch first.
            AsksForLook = true;
        }
    }

    /// <summary>An attempt starts.</summary>
    public void Start(LaneEntry entry)
    {
        entry.InFlight = true;
        _inFlight.Add(entry.MessageId, entry);
    }

    /// <summary>The lease was released.</summary>
    /// <param name="wanted">It must be acquired again at once.</param>
    public void GiveUp(bool wanted = false)
    {
        Lane = null;
        Known = null;
        _wanted = wanted;
        _restingSince = null;
        _finished = 0;
        Window.Clear();
    }

    /// <summary>The lane was parked, after its lease was released.</summary>
    public void Parked(LaneAction.Park park) => _parkedUntil = park.IsFull ? park.WakeAt : default;

    /// <summary>The lease is no longer asked for.</summary>
    public void Forgo()
    {
        _wanted = false;
        _wantedSince = null;
    }

    private void Extend(LaneTurnHandle turn, StoredMessage message)
    {
        // The queue changed before the message was accepted (it was paused, say), and the lane has not seen that yet.
        AsksForLook |= turn.Signal > Status!.Signal && !IsAwaitingLook;

        // A message up to the mark may be canceled, so the ledger is read. The same applies to a message that does not directly follow the known ones.
        if (message.Seq <= Status.CanceledThrough || Window.Count >= MaxKnown || !Window.TryAppend(message))
        {
            Window.ExpectMore();
        }
        else if (Window.Count > MaxAtHand || turn.BodyInLedger)
        {
            Window.Find(message.Seq)!.Content = null;
        }
    }

    private void See(LaneSnapshot known)
    {
        Known = known;
        Window.StepsAside = known.Status.StepsAside;
    }

    private void Leave(LaneEntry entry)
    {
        _inFlight.Remove(entry.MessageId);
        entry.InFlight = false;
    }

    private void Finish(LaneEntry entry)
    {
        Window.Remove(entry);
        _finished++;
    }
}
