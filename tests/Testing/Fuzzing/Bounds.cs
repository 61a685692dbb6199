using System.Diagnostics;
using System.Globalization;

namespace BusQStash.Testing.Fuzzing;

/// <summary>Holds one run of a parser to its bounds of time and memory.</summary>
public static class Bounds
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(10);

    // A loaded machine may take a thread off its processor for longer than that, and what runs first fills caches; not every time.
    private const int Chances = 8;

    // An exception with its stack trace, buffers rented once.
    private const long Fixed = 128 * 1024;
    private const long PerCharacter = 256;

    /// <summary>Runs the parser over one input.</summary>
    /// <param name="length">Characters or bytes of the input.</param>
    /// <param name="parse">The parser.</param>
    /// <exception cref="OutOfBoundsException">It took more than 10 ms each time, or more memory than the input's length explains.</exception>
    public static void Check(int length, Action parse)
    {
        ArgumentNullException.ThrowIfNull(parse);
        var (took, used) = (TimeSpan.MaxValue, long.MaxValue);
        for (var chance = 0; chance < Chances && (took > Longest || used > MostBytes(length)); chance++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            parse();
            took = Stopwatch.GetElapsedTime(start);
            used = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        if (took > Longest || used > MostBytes(length))
        {
            throw new OutOfBoundsException(string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds} ms and {used} bytes of memory for {length} characters"));
        }
    }

    private static long MostBytes(int length) => Fixed + (PerCharacter * length);
}
