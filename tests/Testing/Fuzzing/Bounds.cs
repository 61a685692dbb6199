using System.Globalization;

namespace BusQStash.Testing.Fuzzing;

/// <summary>Checks one run of a parser against its bounds of time and memory.</summary>
public static class Bounds
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(10);

    // A first run is compiled and fills caches, and any run may be hit by a garbage collection, but not every one.
    private const int Chances = 8;

    // An exception with its stack trace, and buffers rented once.
    private const long Fixed = 128 * 1024;
    private const long PerCharacter = 256;

    /// <summary>Runs the parser over one input.</summary>
    /// <param name="length">Characters or bytes of the input.</param>
    /// <param name="parse">The parser.</param>
    /// <remarks>Time means processor time, because a loaded machine may suspend a thread for any length of time.</remarks>
    /// <exception cref="OutOfBoundsException">Every run took more than 10 ms, or more memory than the input's length explains.</exception>
    public static void Check(int length, Action parse)
    {
        ArgumentNullException.ThrowIfNull(parse);
        var (took, used) = (TimeSpan.MaxValue, long.MaxValue);
        for (var chance = 0; chance < Chances && (took > Longest || used > MostBytes(length)); chance++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = ThreadClock.Now;
            parse();
            took = ThreadClock.Now - start;
            used = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        if (took > Longest || used > MostBytes(length))
        {
            throw new OutOfBoundsException(string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds} ms and {used} bytes of memory for {length} characters"));
        }
    }

    private static long MostBytes(int length) => Fixed + (PerCharacter * length);
}
