namespace BusQStash.Store.Retention;

/// <summary>Knows how long ago the logs grew beyond a size.</summary>
public interface ILogSize
{
    /// <summary>
    /// The time of the oldest of the newest <paramref name="rows"/> entries, about: gaps left by what was rolled back or removed are counted as entries.
    /// <see langword="null"/> when there were never that many.
    /// </summary>
    Task<DateTimeOffset?> FindCutoffAsync(long rows, CancellationToken cancellationToken);
}
