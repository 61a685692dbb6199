namespace BusQStash.Store.BulkActions;

/// <summary>Cancellations of workflow runs that run in the background.</summary>
public interface IRunActions
{
    /// <summary>Counts the runs that match the filter and stores the action for a worker to execute.</summary>
    Task<BulkAction> CreateAsync(string id, RunCancelFilter filter, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Stores the progress and extends the claim.</summary>
    /// <returns>The claim for the next step; <see langword="null"/> when the action is complete or another process has claimed it.</returns>
    Task<BulkClaim?> RecordAsync(BulkClaim claim, RunProgress progress, DateTimeOffset now, TimeSpan hold, CancellationToken cancellationToken);
}
