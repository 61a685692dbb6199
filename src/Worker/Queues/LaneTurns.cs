namespace BusQStash.Worker.Queues;

/// <summary>Commands of one lane that are not acknowledged yet.</summary>
internal sealed class LaneTurns(TimeProvider time)
{
    private readonly List<LaneTurnHandle> _held = [];

    public bool IsEmpty => _held.Count == 0;

    /// <summary>Highest <c>seq</c> of any command received.</summary>
    public long HighestSeq { get; private set; } = -1;

    public void Add(LaneTurnHandle turn)
    {
        _held.Add(turn);
        HighestSeq = Math.Max(HighestSeq, turn.Message.Seq);
    }

    /// <summary>Acknowledges those whose message has left the lane, and those held for too long.</summary>
    public void Resolve(LaneWindow window, TimeSpan holdLimit)
    {
        if (_held.Count > 0)
        {
            _held.RemoveAll(turn => CompleteIf(turn, IsFinished(window, turn) || IsOlder(turn, holdLimit)));
        }
    }

    public void CompleteOlderThan(TimeSpan age) => _held.RemoveAll(turn => CompleteIf(turn, IsOlder(turn, age)));

    public void CompleteAll() => _held.RemoveAll(turn => CompleteIf(turn, true));

    private static bool IsFinished(LaneWindow window, LaneTurnHandle turn) =>
        window.Find(turn.Message.Seq) is { } entry
            ? entry.MessageId != turn.Message.Id
            : turn.Message.Seq <= window.KnownThrough;

    private static bool CompleteIf(LaneTurnHandle turn, bool condition)
    {
        if (condition)
        {
            turn.Complete();
        }

        return condition;
    }

    private bool IsOlder(LaneTurnHandle turn, TimeSpan age) => time.GetElapsedTime(turn.ReceivedAt) >= age;
}
