using System.Globalization;

namespace BusQStash.Testing.Fuzzing;

/// <summary>Holds one run of a parser to its bounds of time and memory.</summary>
public static class Bounds
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(10);

    // What runs first is compiled and fills caches, and any run may be the one that collects everybody's garbage; not every time.
    private const int Chances = 8;

    // An exception with its stack trace, buffers rented once.
    private const long Fixed = 128 * 1024;
    private const long PerCharacter = 256;

    /// <summary>Runs the parser over one input.</summary>
    /// <param name="length">Characters or bytes of the input.</param>
    /// <param name="parse">The parser.</param>
    /// <remarks>The time is the processor's: a loaded machine takes a thread off it for as long as it likes.</remarks>
    /// <exception cref="OutOfBoundsException">It took more than 10 ms each time, or more memory than the input's length explains.</exception>
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
