namespace BusQStash.Client.BulkActions;

/// <summary>Bulk actions; the server remembers them for a week.</summary>
public interface IBulkActionClient
{
    /// <summary>All of them, page after page as they are read.</summary>
    /// <param name="state"><c>IN_PROGRESS</c> or <c>FINISHED</c>. <see langword="null"/>: both.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<BulkAction> ListAsync(string? state = null, CancellationToken cancellationToken = default);

    /// <summary>One page of them; it may be short or empty with more to come.</summary>
    /// <param name="state"><c>IN_PROGRESS</c> or <c>FINISHED</c>. <see langword="null"/>: both.</param>
    /// <param name="cursor">From the page before. <see langword="null"/>: the first page.</param>
    /// <param name="count">Most entries, 1 to 1000. Default: 100.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Page<BulkAction>> ListPageAsync(string? state = null, string? cursor = null, int? count = null, CancellationToken cancellationToken = default);

    /// <summary>One of them.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<BulkAction> GetAsync(string actionId, CancellationToken cancellationToken = default);
}
