using BusQStash.Client.Publishing;

namespace BusQStash.Client.Dlq;

/// <summary>The dead letter queue.</summary>
public interface IDlqClient
{
    /// <summary>The dead letters that match, fetched page by page as they are enumerated.</summary>
    /// <param name="filter">The selection. <see langword="null"/>: all.</param>
    /// <param name="latestFirst">Newest first instead of oldest first.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<DeadLetter> ListAsync(DlqFilter? filter = null, bool latestFirst = false, CancellationToken cancellationToken = default);

    /// <summary>One page of them.</summary>
    /// <param name="filter">The selection. <see langword="null"/>: all.</param>
    /// <param name="cursor">The cursor of the previous page. <see langword="null"/>: the first page.</param>
    /// <param name="count">Maximum number of entries, 1 to 100.</param>
    /// <param name="latestFirst">Newest first instead of oldest first.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Page<DeadLetter>> ListPageAsync(
        DlqFilter? filter = null, string? cursor = null, int? count = null, bool latestFirst = false, CancellationToken cancellationToken = default);

    /// <summary>One dead letter.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<DeadLetter> GetAsync(string dlqId, CancellationToken cancellationToken = default);

    /// <summary>Deletes one dead letter.</summary>
    /// <exception cref="BusQStashException">404: unknown, or already gone.</exception>
    Task DeleteAsync(string dlqId, CancellationToken cancellationToken = default);

    /// <summary>Deletes all dead letters that match, in as many calls as it takes.</summary>
    /// <returns>The number of them.</returns>
    /// <exception cref="ArgumentException">The filter is empty: that would select all of them; call <see cref="DeleteAllAsync"/> for that.</exception>
    Task<int> DeleteAsync(DlqFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Deletes every dead letter.</summary>
    /// <returns>The number of them.</returns>
    Task<int> DeleteAllAsync(CancellationToken cancellationToken = default);

    /// <summary>Publishes a dead letter again, as a new message, and removes the dead letter.</summary>
    /// <param name="dlqId">The dead letter's id.</param>
    /// <param name="changes">Overrides of the original's settings. <see langword="null"/>: none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="BusQStashException">404: unknown, or already gone.</exception>
    Task<PublishedMessage> RetryAsync(string dlqId, PublishOptions? changes = null, CancellationToken cancellationToken = default);

    /// <summary>Publishes again all dead letters that match, page by page as the results are enumerated: when the caller stops, the rest is unchanged.</summary>
    /// <param name="filter">The selection.</param>
    /// <param name="changes">Overrides of the originals' settings. <see langword="null"/>: none.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ArgumentException">The filter is empty: that would select all of them; call <see cref="RetryAllAsync"/> for that.</exception>
    IAsyncEnumerable<RetriedDeadLetter> RetryAsync(DlqFilter filter, PublishOptions? changes = null, CancellationToken cancellationToken = default);

    /// <summary>Publishes every dead letter again, page by page as the results are enumerated.</summary>
    IAsyncEnumerable<RetriedDeadLetter> RetryAllAsync(PublishOptions? changes = null, CancellationToken cancellationToken = default);
}
