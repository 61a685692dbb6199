using System.Collections.Concurrent;
using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Events;
using BusQStash.Contracts.Queues;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;

namespace BusQStash.Api.Tests.Hosting;

/// <summary>Stands in for the bus: remembers what it was given.</summary>
internal sealed class RecordingBus : IAcceptedPublisher, ILaneAnnouncer, ISigningKeyAnnouncer, IOutboxPublisher
{
    public ConcurrentQueue<AcceptOutcome> Published { get; } = new();

    public ConcurrentQueue<LaneChanged> Announced { get; } = new();

    public ConcurrentQueue<OutboxEntry> Posted { get; } = new();

    /// <summary>Runs when messages have been accepted and before their commands are sent: nobody can have delivered them earlier.</summary>
    public Func<Task> Accepted { get; set; } = () => Task.CompletedTask;

    public async Task PublishAsync(IReadOnlyList<AcceptOutcome> outcomes, CancellationToken cancellationToken)
    {
        await Accepted();
        foreach (var one in outcomes)
        {
            Published.Enqueue(one);
        }
    }

    public Task AnnounceAsync(LaneChanged change, CancellationToken cancellationToken)
    {
        Announced.Enqueue(change);
        return Task.CompletedTask;
    }

    /// <summary>How often the workers were told that the signing keys were rotated.</summary>
    public int Rotations { get; private set; }

    public Task AnnounceAsync(CancellationToken cancellationToken)
    {
        Rotations++;
        return Task.CompletedTask;
    }

    public void Post(MessageAccepted accepted)
    {
    }

    public void Post(IReadOnlyList<OutboxEntry> entries)
    {
        foreach (var entry in entries)
        {
            Posted.Enqueue(entry);
        }
    }
}
