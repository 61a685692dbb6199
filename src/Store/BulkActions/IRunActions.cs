namespace BusQStash.Store.BulkActions;

/// <summary>Cancels of workflow runs that go on in the background.</summary>
public interface IRunActions
{
    /// <summary>Counts what the filter finds and writes the action down for somebody to do.</summary>
    Task<BulkAction> CreateAsync(string id, RunCancelFilter filter, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Writes down how far it came and holds the action for longer.</summary>
    /// <returns>The claim to go on with; <see langword="null"/> when it is done, or another process goes on with it.</returns>
    Task<BulkClaim?> RecordAsync(BulkClaim claim, RunProgress progress, DateTimeOffset now, TimeSpan hold, CancellationToken cancellationToken);
}
