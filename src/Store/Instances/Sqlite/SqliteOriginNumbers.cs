namespace BusQStash.Store.Instances.Sqlite;

/// <summary>
/// Numbers the unordered messages this process accepts, 1, 2, 3… without gaps: a number counts only when its group is committed. Only the
/// writer's loop touches it.
/// </summary>
internal sealed class SqliteOriginNumbers
{
    private long _kept;
    private long _last;

    /// <summary>Takes numbers that follow each other; returns the first.</summary>
    public long Take(int count)
    {
        _last += count;
        return _last - count + 1;
    }

    /// <summary>The group was committed.</summary>
    public void Keep() => _kept = _last;

    /// <summary>The group was rolled back.</summary>
    public void TakeBack() => _last = _kept;
}
