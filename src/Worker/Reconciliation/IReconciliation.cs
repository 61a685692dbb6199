namespace BusQStash.Worker.Reconciliation;

/// <summary>One thing the reconciler looks after.</summary>
internal interface IReconciliation
{
    /// <summary>One round; returns quickly when there is nothing to do.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
