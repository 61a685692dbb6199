using BusQStash.Client.Dlq;
using BusQStash.Client.Messages;

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

    /// <summary>Begins to publish all dead letters that fit again. BusQStash only.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="overrides">What shall be otherwise than in the originals. <see langword="null"/>: nothing.</param>
    /// <param name="until">Those that were there at this time. <see langword="null"/>: now.</param>
    /// <param name="cancellationToken">Gives up waiting; it may be begun all the same.</param>
    /// <returns>The bulk action.</returns>
    /// <exception cref="ArgumentException">The filter is empty: say that all are meant with a <see cref="DlqFilter.From"/> long ago.</exception>
    Task<string> StartRetryAsync(
        DlqFilter filter, BulkOverrides? overrides = null, DateTimeOffset? until = null, CancellationToken cancellationToken = default);

    /// <summary>Begins to delete all dead letters that fit. BusQStash only.</summary>
    /// <returns>The bulk action.</returns>
    /// <exception cref="ArgumentException">The filter is empty: say that all are meant with a <see cref="DlqFilter.From"/> long ago.</exception>
    Task<string> StartDeleteAsync(DlqFilter filter, DateTimeOffset? until = null, CancellationToken cancellationToken = default);

    /// <summary>Begins to cancel all messages that fit. BusQStash only; <see cref="IMessageClient.StartCancelAsync"/> does it anywhere, with those accepted meanwhile.</summary>
    /// <returns>The bulk action.</returns>
    /// <exception cref="ArgumentException">The filter is empty: say that all are meant with a <see cref="MessageFilter.From"/> long ago.</exception>
    Task<string> StartCancelAsync(MessageFilter filter, DateTimeOffset? until = null, CancellationToken cancellationToken = default);

    /// <summary>All of them with what each did, the newest first, page after page as they are read. BusQStash only.</summary>
    IAsyncEnumerable<BulkActionOutcome> ListOutcomesAsync(CancellationToken cancellationToken = default);

    /// <summary>One of them with what it did and what it left as it is, and why. BusQStash only.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<BulkActionOutcome> GetOutcomeAsync(string actionId, CancellationToken cancellationToken = default);

    /// <summary>Ends one of them; what is done stays done. BusQStash only.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task StopAsync(string actionId, CancellationToken cancellationToken = default);
}
