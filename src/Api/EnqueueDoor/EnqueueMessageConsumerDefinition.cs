using MassTransit;

namespace BusQStash.Api.EnqueueDoor;

/// <summary>Where the door is.</summary>
internal sealed class EnqueueMessageConsumerDefinition : ConsumerDefinition<EnqueueMessageConsumer>
{
    /// <summary>The broker queue services send to. A promise to them: never changed.</summary>
    internal const string QueueName = "busqstash-enqueue";

    public EnqueueMessageConsumerDefinition() => EndpointName = QueueName;

    /// <summary>Every command waits for a commit that many share: the more there are at once, the fewer commits are needed.</summary>
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<EnqueueMessageConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        const int atOnce = 64;
        endpointConfigurator.PrefetchCount = atOnce;
        endpointConfigurator.ConcurrentMessageLimit = atOnce;
    }
}
