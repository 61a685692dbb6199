using BusQStash.Client.Publishing;

namespace BusQStash.Client.Dlq;

/// <summary>The dead letter queue.</summary>
public interface IDlqClient
{
    /// <summary>The dead letters that fit, page after page as they are read.</summary>
    /// <param name="filter">Which. <see langword="null"/>: all.</param>
    /// <param name="latestFirst">The newest first instead of the oldest.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<DeadLetter> ListAsync(DlqFilter? filter = null, bool latestFirst = false, CancellationToken cancellationToken = default);

    /// <summary>One page of them.</summary>
    /// <param name="filter">Which. <see langword="null"/>: all.</param>
    /// <param name="cursor">From the page before. <see langword="null"/>: the first page.</param>
    /// <param name="count">Most entries, 1 to 100.</param>
    /// <param name="latestFirst">The newest first instead of the oldest.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Page<DeadLetter>> ListPageAsync(
        DlqFilter? filter = null, string? cursor = null, int? count = null, bool latestFirst = false, CancellationToken cancellationToken = default);

    /// <summary>One dead letter.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<DeadLetter> GetAsync(string dlqId, CancellationToken cancellationToken = default);

    /// <summary>Deletes one dead letter.</summary>
    /// <exception cref="BusQStashException">404: unknown, or gone.</exception>
    Task DeleteAsync(string dlqId, CancellationToken cancellationToken = default);

    /// <summary>Deletes all dead letters that fit, in as many calls as it takes.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="ArgumentException">The filter is empty: that would be all of them, which <see cref="DeleteAllAsync"/> says in so many words.</exception>
    Task<int> DeleteAsync(DlqFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Deletes every dead letter.</summary>
    /// <returns>How many.</returns>
    Task<int> DeleteAllAsync(CancellationToken cancellationToken = default);

    /// <summary>Publishes a dead letter again, as a new message; the dead letter is gone then.</summary>
    /// <param name="dlqId">Which.</param>
    /// <param name="changes">What shall be otherwise than in the original. <see langword="null"/>: nothing.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="BusQStashException">404: unknown, or gone.</exception>
    Task<PublishedMessage> RetryAsync(string dlqId, PublishOptions? changes = null, CancellationToken cancellationToken = default);

    /// <summary>Publishes all dead letters that fit again, page after page as the results are read: stop reading and the rest stays.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="changes">What shall be otherwise than in the originals. <see langword="null"/>: nothing.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ArgumentException">The filter is empty: that would be all of them, which <see cref="RetryAllAsync"/> says in so many words.</exception>
    IAsyncEnumerable<PublishedMessage> RetryAsync(DlqFilter filter, PublishOptions? changes = null, CancellationToken cancellationToken = default);

    /// <summary>Publishes every dead letter again, page after page as the results are read.</summary>
    IAsyncEnumerable<PublishedMessage> RetryAllAsync(PublishOptions? changes = null, CancellationToken cancellationToken = default);
}
