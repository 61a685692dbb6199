using BusQStash.Bus.Connections;
using BusQStash.Bus.Publishing;

namespace BusQStash.Worker.Reconciliation;

/// <summary>Publishes events that were stored but not published, because their process died or the broker was down.</summary>
internal sealed class StaleEvents(OutboxPublisher outbox, BrokerWatch watch) : IReconciliation
{
    private const int GroupsAtOnce = 20;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var group = 0; group < GroupsAtOnce && watch.State == BrokerState.Ready; group++)
        {
            if (await outbox.PublishStaleAsync(cancellationToken) == 0)
            {
                return;
            }
        }
    }
}
