namespace BusQStash.Store.Batching;

/// <summary>How a <see cref="GroupWriter{TItem,TResult}"/> forms its groups.</summary>
/// <typeparam name="TItem">What is written.</typeparam>
internal sealed record GroupWriterOptions<TItem>
{
    /// <summary>
    /// A group grows until its items cost this much together. 1024 items of cost 1 keep a commit in the tens of milliseconds, and larger groups
    /// were not measurably faster.
    /// </summary>
    public int MaxCost { get; init; } = 1024;

    /// <summary>What one item costs; 1 by default. A single item may cost more than a group: it is written alone.</summary>
    public Func<TItem, int> Cost { get; init; } = static _ => 1;

    /// <summary>
    /// Whether a failed group is written again item by item, so that one bad item fails alone. Not worth it when the connection is gone:
    /// every item would wait for the same failure in turn.
    /// </summary>
    public Func<Exception, bool> RetrySingly { get; init; } = static _ => true;

    /// <summary>
    /// Whether a group with this item may linger. After a group of <see cref="BusySize"/> items, the next group lingers for up to
    /// <see cref="Linger"/>, unless one of its items may not linger. By default, none may.
    /// </summary>
    public Func<TItem, bool> MayLinger { get; init; } = static _ => false;

    /// <summary>How long a group gathers: larger groups cost less for each item.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>A group of so many items tells that there is much to do.</summary>
    public int BusySize { get; init; } = 16;

    /// <summary>A group that has gathered so many items is written at once.</summary>
    public int FullSize => 8 * BusySize;

    /// <summary>How long <see cref="GroupWriter{TItem,TResult}.DisposeAsync"/> lets accepted items finish before it cancels their write.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
