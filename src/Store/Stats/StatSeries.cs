namespace BusQStash.Store.Stats;

/// <summary>Counts of one series since the process started. Counting increments an array element: no lock, no allocation, no clock.</summary>
internal sealed class StatSeries
{
    private readonly long[] _counts = new long[StatCell.Counted];

    public void Add(StatField field) => Interlocked.Increment(ref _counts[StatCell.PlaceOf(field)]);

    public void Add(StatField field, int count) => Interlocked.Add(ref _counts[StatCell.PlaceOf(field)], count);

    public void AddAttempt(int bucket) => Interlocked.Increment(ref _counts[StatCell.PlaceOfAttempt(bucket)]);

    public void AddWait(int bucket) => Interlocked.Increment(ref _counts[StatCell.PlaceOfWait(bucket)]);

    /// <summary>Adds the counts since the last call to a cell; false when nothing was counted.</summary>
    public bool Take(long[] last, StatCell into)
    {
        var any = false;
        for (var i = 0; i < _counts.Length; i++)
        {
            var count = Volatile.Read(ref _counts[i]);
            if (count != last[i])
            {
                into.Add(i, count - last[i]);
                last[i] = count;
                any = true;
            }
        }

        return any;
    }

    /// <summary>Whether anything was counted since the last call.</summary>
    public bool HasNews(long[] last)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            if (Volatile.Read(ref _counts[i]) != last[i])
            {
                return true;
            }
        }

        return false;
    }
}
