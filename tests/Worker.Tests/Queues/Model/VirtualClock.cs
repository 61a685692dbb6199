namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>The time of one history: it stands still until it is moved to the next thing that is due. All of a worker's timers and the ledger's clock follow it.</summary>
internal sealed class VirtualClock
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly PriorityQueue<(ModelTimer Timer, int Setting), (TimeSpan Due, long Order)> _due = new();
    private long _order;

    /// <summary>Time passed. Some has at the beginning: zero means never, in the ledger and in the product.</summary>
    public TimeSpan Elapsed { get; private set; } = TimeSpan.FromHours(1);

    public DateTimeOffset Now => Start + Elapsed;

    public long NowMs => Now.ToUnixTimeMilliseconds();

    public void At(TimeSpan delay, Action action) => new ModelTimer(this, action).Change(delay, Timeout.InfiniteTimeSpan);

    /// <summary>Timers count whole milliseconds, as the real ones do.</summary>
    public void Set(ModelTimer timer, TimeSpan delay) =>
        _due.Enqueue((timer, timer.Setting), (Elapsed + TimeSpan.FromMilliseconds((long)delay.TotalMilliseconds), _order++));

    /// <summary>Goes on to the next thing that is due until then, and lets everything happen that is due at that moment; false when nothing is.</summary>
    public bool GoOn(TimeSpan until)
    {
        if (NextDue() is not { } next || next > until)
        {
            Elapsed = until > Elapsed ? until : Elapsed;
            return false;
        }

        Elapsed = next;
        while (NextDue() == next)
        {
            _due.Dequeue().Timer.Fire();
        }

        return true;
    }

    private TimeSpan? NextDue()
    {
        while (_due.TryPeek(out var entry, out var key))
        {
            if (entry.Timer.Setting == entry.Setting)
            {
                return key.Due;
            }

            _due.Dequeue();
        }

        return null;
    }
}
