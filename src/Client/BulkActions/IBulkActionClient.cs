using BusQStash.Client.Dlq;
using BusQStash.Client.Messages;

namespace BusQStash.Client.BulkActions;

/// <summary>Bulk actions; the server keeps them for a week.</summary>
public interface IBulkActionClient
{
    /// <summary>All of them, fetched page by page as they are enumerated.</summary>
    /// <param name="state"><c>IN_PROGRESS</c> or <c>FINISHED</c>. <see langword="null"/>: both.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<BulkAction> ListAsync(string? state = null, CancellationToken cancellationToken = default);

    /// <summary>One page of them; it may be short or empty with more to come.</summary>
    /// <param name="state"><c>IN_PROGRESS</c> or <c>FINISHED</c>. <see langword="null"/>: both.</param>
    /// <param name="cursor">The cursor of the previous page. <see langword="null"/>: the first page.</param>
    /// <param name="count">Maximum number of entries, 1 to 1000. Default: 100.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Page<BulkAction>> ListPageAsync(string? state = null, string? cursor = null, int? count = null, CancellationToken cancellationToken = default);

    /// <summary>One of them.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<BulkAction> GetAsync(string actionId, CancellationToken cancellationToken = default);

    /// <summary>Starts a bulk action that publishes again all dead letters that match. BusQStash only.</summary>
    /// <param name="filter">The selection.</param>
    /// <param name="overrides">Overrides of the originals' settings. <see langword="null"/>: none.</param>
    /// <param name="until">Only dead letters that existed at this time. <see langword="null"/>: now.</param>
    /// <param name="cancellationToken">Stops waiting; the action may still have started.</param>
    /// <returns>The bulk action.</returns>
    /// <exception cref="ArgumentException">The filter is empty: to select all, set a <see cref="DlqFilter.From"/> far in the past.</exception>
    Task<string> StartRetryAsync(
        DlqFilter filter, BulkOverrides? overrides = null, DateTimeOffset? until = null, CancellationToken cancellationToken = default);

    /// <summary>Starts a bulk action that deletes all dead letters that match. BusQStash only.</summary>
    /// <returns>The bulk action.</returns>
    /// <exception cref="ArgumentException">The filter is empty: to select all, set a <see cref="DlqFilter.From"/> far in the past.</exception>
    Task<string> StartDeleteAsync(DlqFilter filter, DateTimeOffset? until = null, CancellationToken cancellationToken = default);

    /// <summary>Starts canceling all messages that match. BusQStash only; <see cref="IMessageClient.StartCancelAsync"/> works on any server and includes later messages.</summary>
    /// <returns>The bulk action.</returns>
    /// <exception cref="ArgumentException">The filter is empty: to select all, set a <see cref="MessageFilter.From"/> far in the past.</exception>
    Task<string> StartCancelAsync(MessageFilter filter, DateTimeOffset? until = null, CancellationToken cancellationToken = default);

    /// <summary>All of them with their results, newest first, fetched page by page as they are enumerated. BusQStash only.</summary>
    IAsyncEnumerable<BulkActionOutcome> ListOutcomesAsync(CancellationToken cancellationToken = default);

    /// <summary>One of them with what it changed, what it left unchanged, and why. BusQStash only.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task<BulkActionOutcome> GetOutcomeAsync(string actionId, CancellationToken cancellationToken = default);

    /// <summary>Stops one of them; changes already made stay. BusQStash only.</summary>
    /// <exception cref="BusQStashException">404: unknown.</exception>
    Task StopAsync(string actionId, CancellationToken cancellationToken = default);
}
