namespace BusQStash.Benchmarks.Rows;

/// <summary>Messages spread over lanes as work is in life: the n-th busiest lane has 1/n^skew of what the busiest has; with a skew of 0 all have as much.</summary>
internal sealed class ZipfLoad
{
    /// <summary>Every run has the same load.</summary>
    private const int Seed = 20;

    private readonly int[] _lanes;

    public ZipfLoad(int lanes, double skew, int messages)
    {
        var ends = new double[lanes];
        var sum = 0.0;
        for (var lane = 0; lane < lanes; lane++)
        {
            ends[lane] = sum += Math.Pow(lane + 1, -skew);
        }

        var random = new Random(Seed);
        _lanes = [.. Enumerable.Range(0, messages).Select(_ => Find(ends, random.NextDouble() * sum))];
    }

    /// <summary>Lanes that have a message.</summary>
    public int Used => _lanes.Distinct().Count();

    /// <summary>Messages of the busiest lane.</summary>
    public int Busiest => _lanes.CountBy(lane => lane).Max(lane => lane.Value);

    public int LaneOf(int message) => _lanes[message];

    private static int Find(double[] ends, double value)
    {
        var found = Array.BinarySearch(ends, value);
        return Math.Min(found < 0 ? ~found : found, ends.Length - 1);
    }
}
