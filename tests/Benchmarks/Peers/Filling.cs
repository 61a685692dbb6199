namespace BusQStash.Benchmarks.Peers;

/// <summary>Makes jobs, many at once.</summary>
internal static class Filling
{
    public static async Task RunAsync(int jobs, int atOnce, Func<int, Task> make)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var number && number < jobs)
            {
                await make(number);
            }
        }));
    }
}
