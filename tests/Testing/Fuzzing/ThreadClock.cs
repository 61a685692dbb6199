using System.Runtime.InteropServices;

namespace BusQStash.Testing.Fuzzing;

/// <summary>The processor time used by the calling thread.</summary>
internal static partial class ThreadClock
{
    // CLOCK_THREAD_CPUTIME_ID, whose number depends on the system.
    private static readonly int Id = OperatingSystem.IsMacOS() ? 16 : 3;

    public static TimeSpan Now
    {
        get
        {
            Span<long> secondsAndNanoseconds = stackalloc long[2];
            return GetTime(Id, secondsAndNanoseconds) == 0
                ? TimeSpan.FromSeconds(secondsAndNanoseconds[0]) + TimeSpan.FromMicroseconds(secondsAndNanoseconds[1] / 1000)
                : throw new InvalidOperationException("The system has no clock for threads.");
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, Span<long> time);
}
