using BusQStash.Bus.Naming;
using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Instances;

namespace BusQStash.Bus.Connections;

/// <summary>Recreates an unresponsive broker queue.</summary>
internal sealed class QueueRenewal(BrokerAdmin admin, CommandSender sender, ILedgerIdentity ledger)
{
    private readonly HashSet<string> _renewed = new(StringComparer.Ordinal);

    /// <summary>Whether the queue accepts commands.</summary>
    public Task<bool> AnswersAsync(string name, CancellationToken cancellationToken) => admin.TakesCommandsAsync(name, cancellationToken);

    /// <summary>Deletes it and declares it. Before the queue of unordered messages goes, so does the marker, whose absence has everything that waits sent again.</summary>
    public async Task RenewAsync(string name, CancellationToken cancellationToken)
    {
        if (name == BrokerNames.Deliver)
        {
            await admin.RemoveMarkerAsync(BrokerNames.Marker(await ledger.GetIdAsync(cancellationToken)), cancellationToken);
        }

        await admin.DeleteLaneAsync(name, cancellationToken);
        await admin.DeclareAsync(name, cancellationToken);
        _renewed.Add(name);
    }

    /// <summary>Notifies the consumers of a recreated queue; RabbitMQ does not notify them if the old queue had no leader.</summary>
    public async Task TellAsync(string name, CancellationToken cancellationToken)
    {
        if (_renewed.Contains(name))
        {
            using var limit = sender.Limit(cancellationToken);
            await sender.PublishAsync(new LaneChanged { Renewed = name }, limit);
            _renewed.Remove(name);
        }
    }
}
