namespace BusQStash.Store.Batching;

/// <summary>How a <see cref="GroupWriter{TItem,TResult}"/> forms its groups.</summary>
/// <typeparam name="TItem">Type of the items.</typeparam>
internal sealed record GroupWriterOptions<TItem>
{
    /// <summary>Maximum total cost of a group. 1024 items of cost 1 keep a commit in the tens of milliseconds, and larger groups were not measurably faster.</summary>
    public int MaxCost { get; init; } = 1024;

    /// <summary>Cost of an item; 1 by default. A single item may cost more than a group's maximum: it is written alone.</summary>
    public Func<TItem, int> Cost { get; init; } = static _ => 1;

    /// <summary>
    /// Whether a failed group is retried item by item, so that one bad item fails alone. Not useful after a lost connection: every item would wait for the same failure in turn.
    /// </summary>
    public Func<Exception, bool> RetrySingly { get; init; } = static _ => true;

    /// <summary>How long <see cref="GroupWriter{TItem,TResult}.DisposeAsync"/> lets accepted items finish before it cancels their write.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
