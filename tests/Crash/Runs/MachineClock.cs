using System.Diagnostics;

namespace BusQStash.Crash.Runs;

/// <summary>The machine's monotonic clock, which the driver and the sink, separate processes, both read.</summary>
internal static class MachineClock
{
    private static readonly TimeSpan UnixNow = TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch - Stopwatch.GetElapsedTime(0);

    public static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    /// <summary>Converts a time of the ledger, which counts milliseconds of the wall clock.</summary>
    public static TimeSpan FromUnixMilliseconds(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds) - UnixNow;
}
