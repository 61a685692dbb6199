namespace BusQStash.Worker.Reconciliation;

/// <summary>One job of the reconciler.</summary>
internal interface IReconciliation
{
    /// <summary>One round; returns quickly when there is nothing to do.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
