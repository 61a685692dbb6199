namespace BusQStash.Store.Sqlite;

/// <summary>
/// Numbers the unordered messages this process accepts, 1, 2, 3… without gaps: a number counts only when its group is committed. Only the
/// writer's loop touches it.
/// </summary>
internal sealed class SqliteOriginNumbers
{
    private long _kept;
    private long _last;

    public long Next() => ++_last;

    /// <summary>The group was committed.</summary>
    public void Keep() => _kept = _last;

    /// <summary>The group was rolled back.</summary>
    public void TakeBack() => _last = _kept;
}
