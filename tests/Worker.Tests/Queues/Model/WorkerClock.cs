namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>The clock as a worker has it: it shows the same time, but the worker hears its timers only while it runs.</summary>
internal sealed class WorkerClock(VirtualClock clock, SynchronizationContext worker) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => clock.Now;

    public override long GetTimestamp() => clock.Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ModelTimer(clock, () => worker.Post(static fired => ((Action)fired!)(), (Action)(() => callback(state))));
        timer.Change(dueTime, period);
        return timer;
    }
}
