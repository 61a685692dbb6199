using MassTransit;

namespace BusQStash.Api.EnqueueDoor;

/// <summary>The door of the room: adds the consumer to a bus.</summary>
internal static class EnqueueDoorExtensions
{
    extension(IRegistrationConfigurator bus)
    {
        internal void AddEnqueueDoor() => bus.AddConsumer<EnqueueMessageConsumer, EnqueueMessageConsumerDefinition>();
    }
}
