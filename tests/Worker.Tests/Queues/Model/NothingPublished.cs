using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>
/// Callbacks and outcome events leave the model here: a callback is delivered from the ledger, whether its command is sent or its worker died before.
/// </summary>
internal sealed class NothingPublished : IAcceptedPublisher, IOutboxPublisher
{
    public Task PublishAsync(IReadOnlyList<AcceptOutcome> outcomes, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Post(IReadOnlyList<OutboxEntry> entries)
    {
        // In the ledger's outbox, which is not part of the model.
    }

    public void Post(MessageAccepted accepted)
    {
        // As the other.
    }
}
