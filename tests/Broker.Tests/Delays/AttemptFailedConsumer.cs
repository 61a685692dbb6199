using BusQStash.Contracts.Events;
using MassTransit;

namespace BusQStash.Broker.Tests.Delays;

/// <summary>Makes the host subscribe; what comes is seen by an observer.</summary>
internal sealed class AttemptFailedConsumer : IConsumer<AttemptFailed>
{
    public Task Consume(ConsumeContext<AttemptFailed> context) => Task.CompletedTask;
}
