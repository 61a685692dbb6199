namespace BusQStash.Store.Instances.Sqlite;

/// <summary>
/// Assigns origin numbers to the unordered messages this process accepts: 1, 2, 3… without gaps, because a number counts only once its group is committed. Only the writer's loop
/// uses it.
/// </summary>
internal sealed class SqliteOriginNumbers
{
    private long _kept;
    private long _last;

    /// <summary>Takes consecutive numbers; returns the first.</summary>
    public long Take(int count)
    {
        _last += count;
        return _last - count + 1;
    }

    /// <summary>Keeps the numbers: the group was committed.</summary>
    public void Keep() => _kept = _last;

    /// <summary>Takes the numbers back: the group was rolled back.</summary>
    public void TakeBack() => _last = _kept;
}
