namespace BusQStash.Store.Stats;

/// <summary>Durations in 16 exponential buckets, from 5 ms to 15 min.</summary>
public static class StatBuckets
{
    /// <summary>Number of buckets.</summary>
    public const int Count = 16;

    private const double First = 5;
    private const double Last = 900_000;

    private static readonly double[] Bounds = [.. Enumerable.Range(0, Count).Select(i => First * Math.Pow(Last / First, i / (Count - 1.0)))];

    /// <summary>The bucket of a duration; the last one includes all longer durations.</summary>
    public static int Of(double milliseconds)
    {
        for (var i = 0; i < Count - 1; i++)
        {
            if (milliseconds <= Bounds[i])
            {
                return i;
            }
        }

        return Count - 1;
    }

    /// <summary>The quantile of a share, in milliseconds: the duration below which that share lies. <see langword="null"/> when nothing was counted.</summary>
    public static double? Quantile(ReadOnlySpan<long> counts, double share)
    {
        var all = 0L;
        foreach (var count in counts)
        {
            all += count;
        }

        if (all == 0)
        {
            return null;
        }

        var wanted = share * all;
        var before = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            if (before + counts[i] >= wanted && counts[i] > 0)
            {
                var lower = i == 0 ? 0 : Bounds[i - 1];
                return lower + ((Bounds[i] - lower) * (wanted - before) / counts[i]);
            }

            before += counts[i];
        }

        return Last;
    }
}
