namespace BusQStash.Store.Instances;

/// <summary>
/// Assigns this process's origin numbers: 1, 2, 3… Accepting and settling share the counter. Every number ends either in an outcome or in <see cref="Abandon"/>, so the watermark
/// sees no gap.
/// </summary>
internal sealed class OriginCounter(IOriginNumbers watcher)
{
    private long _last;

    /// <summary>Takes consecutive numbers; returns the first.</summary>
    public long Take(int count) => Interlocked.Add(ref _last, count) - count + 1;

    /// <summary>Reports that these numbers will appear in no outcome.</summary>
    public void Abandon(long first, int count, bool mayBeStored)
    {
        if (count > 0)
        {
            watcher.Abandon([.. Enumerable.Range(0, count).Select(offset => first + offset)], mayBeStored);
        }
    }
}
