namespace BusQStash.Store.BulkActions;

/// <summary>Bulk actions of all kinds are written down and stopped here; those on dead letters are also recorded here, step by step.</summary>
public interface IDeadLetterActions
{
    /// <summary>Counts what the filter finds, as far as anybody wants to know, and writes the action down for somebody to do.</summary>
    Task<BulkAction> CreateAsync(NewBulkAction action, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Takes entries out, counts them and remembers how far it came, all in one transaction: a step that is made again, by this process or by another after a crash,
    /// finds its entries gone and counts none twice. <see langword="null"/> when the action is done, was stopped, or another process goes on with it.
    /// </summary>
    Task<BulkClaim?> RecordAsync(BulkClaim claim, BulkProgress progress, DateTimeOffset now, TimeSpan hold, CancellationToken cancellationToken);

    /// <summary>Ends an action; what is done stays done. False when it is unknown or ended already.</summary>
    Task<bool> StopAsync(string id, DateTimeOffset now, CancellationToken cancellationToken);
}
