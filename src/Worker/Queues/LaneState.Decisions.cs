namespace BusQStash.Worker.Queues;

/// <content>What follows from what is known.</content>
internal sealed partial class LaneState
{
    /// <summary>Timers have millisecond resolution: a shorter one would fire immediately, and the lane would spin until it is due.</summary>
    internal static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    /// <summary>The pause after a step that failed, or after something that should not be repeated at once.</summary>
    internal static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait where something besides an input may end it.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AcknowledgeWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReleaseAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ParkAgain = TimeSpan.FromMilliseconds(100);

    /// <summary>What to do without a lease.</summary>
    public LaneAction DecideWithoutLease(LaneTime now, bool holdsCommands)
    {
        if (_inFlight.Count > 0)
        {
            // They were aborted with the lease, or have ended and wait to be settled. Acquiring a new epoch before that would make the ledger reject their results.
            return new LaneAction.Wait(LongestWait);
        }

        if (_handOver)
        {
            return new LaneAction.Leave();
        }

        if (!_wanted)
        {
            return new LaneAction.Idle();
        }

        _wantedSince ??= now.Stamp;

        // The queue was deleted, or another worker has it. Otherwise, the search for lanes without an owner finds it again.
        return !holdsCommands && now.Since(_wantedSince.Value) > options.HoldLimit ? new LaneAction.Forgo() : new LaneAction.Acquire();
    }

    /// <summary>What to do with a lease that is to be handed over.</summary>
    public LaneAction DecideHandOver() => _inFlight.Count > 0 ? new LaneAction.Wait(Timeout.InfiniteTimeSpan) : new LaneAction.Leave();

    /// <summary>The known messages do not fill the window, and the ledger may have more.</summary>
    public bool NeedsMore(LaneTime now) => Window.MayHaveMore && !Window.Fills(Size + 1, now.Wall);

    /// <summary>
    /// Whether commands of finished messages are acknowledged now. Several at a time where more are to come: each by itself is an entry in the log of the lane's broker
    /// queue. Unacknowledged, they keep a part of the prefetch.
    /// </summary>
    public bool AcknowledgesNow(LaneTime now)
    {
        if (!isShard && !Window.IsEmpty && _finished < Math.Max(1, options.Prefetch / 4) && now.Since(_acknowledgedAt) < AcknowledgeWithin)
        {
            return false;
        }

        _finished = 0;
        _acknowledgedAt = now.Stamp;
        return true;
    }

    /// <summary>Whether the known pause, cancels and settings are recent enough to start attempts by; if not, a look is asked for.</summary>
    public bool IsFresh(LaneTime now)
    {
        AsksForLook |= !IsAwaitingLook && Known!.IsOutdated(now);
        return !IsAwaitingLook;
    }

    /// <summary>Whether any attempt may start.</summary>
    public bool MayStart(LaneTime now) => IsFresh(now) && !Status!.Paused && _notBefore <= now.Wall;

    /// <summary>Messages that may be attempted, lowest first, as far as there is room.</summary>
    public LaneEntry[] Startable(LaneTime now) => [.. Window.Startable(Size, now.Wall).Where(entry => !_inFlight.ContainsKey(entry.MessageId))];

    /// <summary>What to do until the next input, after everything that may start has started.</summary>
    /// <param name="now">The time.</param>
    /// <param name="waitsForPermits">Messages wait for permits of flow control.</param>
    public LaneAction DecideRest(LaneTime now, bool waitsForPermits) =>
        Rest(now, waitsForPermits) switch
        {
            LaneAction.Wait wait when _finished > 0 && (wait.Limit == Timeout.InfiniteTimeSpan || wait.Limit > AcknowledgeWithin) => new LaneAction.Wait(AcknowledgeWithin),
            var action => action,
        };

    /// <summary>What to do when the ledger refused to park the lane, because its queue changed meanwhile.</summary>
    public LaneAction DecideUnparked()
    {
        NeedsRead = true;
        return new LaneAction.Wait(ParkAgain);
    }

    private LaneAction Rest(LaneTime now, bool waitsForPermits)
    {
        if (IsAwaitingLook)
        {
            // Its answer is an input.
            return new LaneAction.Wait(RetryPause);
        }

        if (_inFlight.Count > 0 || waitsForPermits)
        {
            // A message that waits for a permit keeps the lane, and so its place in the line; its commands are acknowledged when they get old.
            _restingSince = null;
            return new LaneAction.Wait(Shortened(Remaining(now)));
        }

        if (NeedsRead)
        {
            return new LaneAction.Wait(_notBefore > now.Wall ? RetryPause : ShortestWait);
        }

        _restingSince ??= now.Stamp;
        var rested = now.Since(_restingSince.Value);
        if (Window.IsEmpty || Status!.Paused)
        {
            // No attempt may start until an input arrives: after a moment the commands are left to the ledger.
            return rested < ReleaseAfter ? new LaneAction.Wait(ReleaseAfter - rested) : new LaneAction.Release();
        }

        return WaitOrPark(now, Remaining(now), rested);
    }

    private LaneAction WaitOrPark(LaneTime now, TimeSpan wait, TimeSpan rested)
    {
        var hold = options.HoldLimit;
        if (wait == Timeout.InfiniteTimeSpan)
        {
            // Only callbacks are awaited. Their end is an input; if that is lost, the due row brings the lane back.
            return rested < hold ? new LaneAction.Wait(Shortened(hold - rested)) : new LaneAction.Park(now.Wall + hold, IsFull: false);
        }

        if (wait <= hold)
        {
            return new LaneAction.Wait(Shortened(wait));
        }

        return Window.Fills(Size, now.Wall) ? new LaneAction.Park(now.Wall + wait, IsFull: true) : new LaneAction.Park(now.Wall + hold, IsFull: false);
    }

    private TimeSpan Remaining(LaneTime now)
    {
        if (Status!.Paused || IsFull || Window.NextDue(Size, now.Wall) is not { } due)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var next = due > _notBefore ? due : _notBefore;
        return next > now.Wall ? next - now.Wall : ShortestWait;
    }

    // Bounded, because the wall clock may be set meanwhile.
    private static TimeSpan Shortened(TimeSpan wait) => wait == Timeout.InfiniteTimeSpan || wait < LongestWait ? wait : LongestWait;
}
