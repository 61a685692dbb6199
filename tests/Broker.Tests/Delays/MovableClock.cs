namespace BusQStash.Broker.Tests.Delays;

/// <summary>The system's clock, moved forward at will; timers and the monotonic clock stay as they are.</summary>
internal sealed class MovableClock : TimeProvider
{
    private long _offsetTicks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _offsetTicks));

    /// <summary>From now on it is that time.</summary>
    public void MoveTo(DateTimeOffset time) => Volatile.Write(ref _offsetTicks, (time - System.GetUtcNow()).Ticks);
}
