namespace BusQStash.Store.FlowControl;

/// <summary>
/// Decides which messages at the front of a key's line get a permit (rate limit and parallelism). Pure: the transaction holds the key's lock, so the decision stays valid until it commits.
/// </summary>
/// <remarks>
/// A request reaches its destination a little after its grant. The destination must not see more than <c>rate</c> starts in a window that begins
/// with the first start after the previous window. Therefore nothing is granted around the end of a window: not shortly before it, because the destination might see the
/// start as the first of a new window, and not shortly after it, because the first start of the window may have arrived late. A grant that is not used in time is void.
/// </remarks>
internal sealed class FlowPlan
{
    /// <summary>Grants per key and round, so that other keys get their share.</summary>
    public const int MaxGrants = 32;

    /// <summary>Entries of a line to read: one more than can be granted, to see whether the line is longer.</summary>
    public const int MaxRead = MaxGrants + 1;

    /// <summary>
    /// Milliseconds after which an unused grant is void, except for a grant that opens a window in a process that is even later. If the first start of a window was not
    /// made, the window has begun by the time all grants made by then are this old.
    /// </summary>
    public const long LongestStart = 10_000;

    // Up to this, a hundredth of a period is margin too.
    private const long LongestShare = 1_000;

    // If permits are kept for others (lanes of other processes, or locked messages), the line is processed again after this time.
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
        _rest = Math.Min(2 * Margin(ask.StartMargin), _period / 2);
        _lag = (long)ask.Lag.TotalMilliseconds;

        // If the clock was set back, the window begins now rather than in the future.
        _start = Math.Min(key.WindowStartedAt, key.Now);
        WindowEndsAt = _start == 0 ? 0 : _start + _period + key.WindowLag + _rest;
        IsWindowOver = key.Now >= WindowEndsAt;
        ParallelRoom = key.Parallelism is { } parallelism ? Math.Max(0, parallelism - key.Permits) : int.MaxValue;
        RateRoom = RoomInWindow();
        Room = key.Paused ? 0 : Math.Min(MaxGrants, Math.Min(ParallelRoom, RateRoom));
    }

    /// <summary>Maximum number of grants possible now.</summary>
    public int Room { get; }

    private long WindowEndsAt { get; }

    private bool IsWindowOver { get; }

    private int ParallelRoom { get; }

    private int RateRoom { get; }

    /// <summary>Grants permits to the line from its front.</summary>
    /// <param name="line">The first entries of the line.</param>
    /// <param name="isFree">Whether the message of an unordered entry is not locked, for instance by a cancellation in progress.</param>
    /// <param name="me">This process.</param>
    /// <param name="room">How many attempts this process can start.</param>
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

            // A lane of another process, or more than this process can start: the entry keeps its permit, and entries behind it may use the remaining ones.
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

    // A long period affords a long margin, and needs it: when the first start of a window is late, the key pauses for a period. The first attempt of a process takes some
    // hundred milliseconds, because its code is compiled then.
    private long Margin(TimeSpan least) => Math.Max((long)least.TotalMilliseconds, Math.Min(_period / 100, LongestShare));

    // Granting stops early enough for the last start to reach the destination before the window ends.
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
        // A resume, a new message or a released permit makes the key due again.
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

    // The first start of a window must be made soon, because it defines the window; the others before the window ends.
    private long? StartWithin(bool opened) =>
        _key.Rate is null ? null : opened ? (_rest / 2) + _lag : Math.Min(LongestStart, ClosesAt + (_rest / 2) - _key.Now);
}
