namespace BusQStash.Store.FlowControl;

/// <summary>
/// Decides who at the front of a key's line may start. Pure: the transaction holds the key's lock, so what is decided here is true until it commits.
/// </summary>
/// <remarks>
/// A start is seen at its destination a little after it was granted. So that the destination, too, sees at most <c>rate</c> starts in a window that begins
/// with the first start after the one before, nothing is granted for a while around a window's end: neither shortly before (it might be seen as the first of a
/// window we know nothing of) nor shortly after (the first start may have been that late). A grant that cannot be used in time is not used at all.
/// </remarks>
internal sealed class FlowPlan
{
    /// <summary>A key gets this much of a round; then it is the next key's turn.</summary>
    public const int MaxGrants = 32;

    /// <summary>Entries of a line that are read: one more than can be granted tells whether the line goes on.</summary>
    public const int MaxRead = MaxGrants + 1;

    /// <summary>
    /// Milliseconds within which a grant is used at the latest, but for those that open a window in a process that is later still. When the first start of a window was not
    /// made, the window begins before all that were granted by then have had this long.
    /// </summary>
    public const long LongestStart = 10_000;

    // When room is left for others (their lanes, or messages somebody is busy with), the line is looked at again so soon.
    private const long LookAgainMs = 25;

    private readonly FlowKeyState _key;
    private readonly long _period;
    private readonly long _rest;
    private readonly long _lag;
    private readonly long _start;

    public FlowPlan(FlowKeyState key, FlowAsk ask)
    {
        _key = key;
        _period = key.PeriodSeconds * 1000L;
        _rest = Math.Min(2 * (long)ask.StartMargin.TotalMilliseconds, _period / 2);
        _lag = (long)ask.Lag.TotalMilliseconds;

        // The clock was set back: the window begins now, rather than some time in the future.
        _start = Math.Min(key.WindowStartedAt, key.Now);
        WindowEndsAt = _start == 0 ? 0 : _start + _period + key.WindowLag + _rest;
        IsWindowOver = key.Now >= WindowEndsAt;
        ParallelRoom = key.Parallelism is { } parallelism ? Math.Max(0, parallelism - key.Permits) : int.MaxValue;
        RateRoom = RoomInWindow();
        Room = key.Paused ? 0 : Math.Min(MaxGrants, Math.Min(ParallelRoom, RateRoom));
    }

    /// <summary>At most this many can be granted now.</summary>
    public int Room { get; }

    private long WindowEndsAt { get; }

    private bool IsWindowOver { get; }

    private int ParallelRoom { get; }

    private int RateRoom { get; }

    /// <summary>Goes through the line from its front.</summary>
    /// <param name="line">Its first entries.</param>
    /// <param name="isFree">Whether an unordered entry's message can be had: nobody cancels it at this moment, say.</param>
    /// <param name="me">This process.</param>
    /// <param name="room">What it can take on.</param>
    public FlowDecision Decide(IReadOnlyList<FlowLineEntry> line, Func<FlowLineEntry, bool> isFree, int me, FlowRoom room)
    {
        var granted = new List<FlowLineEntry>();
        var kept = 0;
        foreach (var entry in line)
        {
            if (granted.Count + kept >= Room)
            {
                break;
            }

            if (entry.IsUnordered && !isFree(entry))
            {
                continue;
            }

            // Another's lane, or more than this process can take on: the place is kept, and who is behind may go on beside it.
            if ((entry.IsUnordered || entry.Holder == me) && room.TryTake(entry))
            {
                granted.Add(entry);
            }
            else
            {
                kept++;
            }
        }

        return Conclude(granted, line.Count - granted.Count, granted.Count + kept >= Room && kept == 0);
    }

    // Grants end so long before the window does that the last of them is seen before it.
    private long ClosesAt => _start + _period - _rest;

    private int RoomInWindow()
    {
        if (_key.Rate is not { } rate)
        {
            return int.MaxValue;
        }

        if (IsWindowOver)
        {
            return rate;
        }

        return _key.Now >= ClosesAt ? 0 : Math.Max(0, rate - _key.WindowCount);
    }

    private FlowDecision Conclude(List<FlowLineEntry> granted, int left, bool wentOn)
    {
        var starts = _key.Rate is null ? 0 : granted.Count;
        var opened = IsWindowOver && starts > 0;
        return new FlowDecision(
            granted,
            opened,
            opened ? _key.Now : _start,
            opened ? starts : _key.WindowCount + starts,
            opened ? (int)_lag : _key.WindowLag,
            StartWithin(opened),
            WakeAt(granted.Count, left, wentOn));
    }

    private long? WakeAt(int granted, int left, bool wentOn)
    {
        // Resuming, an arrival, or a permit that is given back says when it is worth looking again.
        if (_key.Paused || left == 0 || granted >= ParallelRoom)
        {
            return null;
        }

        if (granted >= RateRoom)
        {
            return granted > 0 && IsWindowOver ? _key.Now + _period + _lag + _rest : WindowEndsAt;
        }

        return wentOn ? _key.Now : _key.Now + LookAgainMs;
    }

    // The first of a window soon, because the window is told from it; the others before it ends.
    private long? StartWithin(bool opened) =>
        _key.Rate is null ? null : opened ? (_rest / 2) + _lag : Math.Min(LongestStart, ClosesAt + (_rest / 2) - _key.Now);
}
