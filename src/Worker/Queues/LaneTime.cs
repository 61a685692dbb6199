namespace BusQStash.Worker.Queues;

/// <summary>One reading of both clocks: the wall clock for due times, the monotonic one for durations.</summary>
/// <param name="Wall">Wall-clock time.</param>
/// <param name="Stamp">Timestamp of the monotonic clock.</param>
/// <param name="Frequency">Timestamps per second.</param>
internal readonly record struct LaneTime(DateTimeOffset Wall, long Stamp, long Frequency)
{
    public static LaneTime Of(TimeProvider time) => new(time.GetUtcNow(), time.GetTimestamp(), time.TimestampFrequency);

    /// <summary>How long ago the monotonic clock had this timestamp.</summary>
    public TimeSpan Since(long stamp) => new((long)((Stamp - stamp) * ((double)TimeSpan.TicksPerSecond / Frequency)));
}
