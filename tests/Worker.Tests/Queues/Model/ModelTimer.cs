namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>A timer of the virtual clock.</summary>
internal sealed class ModelTimer(VirtualClock clock, Action fire) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;

    /// <summary>Counts what it was set to: an entry of the clock with another number is out of date.</summary>
    public int Setting { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Setting++;
        _period = period;
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            clock.Set(this, dueTime);
        }

        return true;
    }

    public void Fire()
    {
        Change(_period, _period);
        fire();
    }

    public void Dispose() => Setting++;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
