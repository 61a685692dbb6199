namespace BusQStash.Store.Retention;

/// <summary>Finds the time at which the logs exceeded a given number of entries.</summary>
public interface ILogSize
{
    /// <summary>
    /// The approximate time of the oldest of the newest <paramref name="rows"/> entries: gaps left by rollbacks and deletions count as entries. <see langword="null"/> when the
    /// logs never had that many.
    /// </summary>
    Task<DateTimeOffset?> FindCutoffAsync(long rows, CancellationToken cancellationToken);
}
