using BusQStash.Bus.Connections;
using BusQStash.Bus.Naming;
using BusQStash.Store.Queues;

namespace BusQStash.Worker.Reconciliation;

/// <summary>
/// Removes the broker queues of deleted queues, once workers have released them. If the queue is recreated at the same moment, its publisher finds the
/// broker queue missing and creates it again; the messages are in the ledger.
/// </summary>
internal sealed class RemovedQueues(IQueues queues, BrokerAdmin admin, BusConnections buses, BrokerWatch watch, TimeProvider time) : IReconciliation
{
    /// <summary>Time from a queue's deletion to the removal of its broker queue, so that workers have let go of it.</summary>
    private static readonly TimeSpan RemoveAfter = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (watch.State != BrokerState.Ready)
        {
            return;
        }

        foreach (var name in await queues.ListRemovedAsync(time.GetUtcNow() - RemoveAfter, cancellationToken))
        {
            if (buses.Kind == TransportKind.RabbitMq)
            {
                await admin.DeleteLaneAsync(BrokerNames.Lane(name), cancellationToken);
            }

            await queues.ForgetRemovedAsync(name, cancellationToken);
        }
    }
}
