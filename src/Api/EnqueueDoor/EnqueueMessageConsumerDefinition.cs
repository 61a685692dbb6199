using BusQStash.Api.Http;
using MassTransit;
using MassTransit.Middleware;

namespace BusQStash.Api.EnqueueDoor;

/// <summary>Where the door is, and how patient.</summary>
internal sealed class EnqueueMessageConsumerDefinition : ConsumerDefinition<EnqueueMessageConsumer>
{
    /// <summary>The broker queue services send to. A promise to them: never changed.</summary>
    internal const string QueueName = "busqstash-enqueue";

    /// <summary>
    /// RabbitMQ 4 drops a message that was handed back 20 times, and a ledger may be away for longer than that takes; a limit must be
    /// named all the same, because without one RabbitMQ 3.10 hands back to the end of the queue.
    /// </summary>
    private const int DeliveryLimit = 1_000_000;

    public EnqueueMessageConsumerDefinition() => EndpointName = QueueName;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<EnqueueMessageConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        // Every command waits for a commit that many share: the more there are at once, the fewer commits are needed.
        const int atOnce = 64;
        endpointConfigurator.PrefetchCount = atOnce;
        endpointConfigurator.ConcurrentMessageLimit = atOnce;
        if (endpointConfigurator is IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            rabbit.SetQuorumQueue();
            rabbit.SetQueueArgument("x-delivery-limit", DeliveryLimit);
        }

        endpointConfigurator.ConfigureError(pipe =>
        {
            pipe.UseFilter(new HandBackFilter());
            pipe.UseFilter(new GenerateFaultFilter());
            pipe.UseFilter(new ErrorTransportFilter());
        });

        // A ledger that is away is waited for here first, about half a minute, so that the broker is not asked in a circle.
        endpointConfigurator.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(LedgerFaults.Is);
            retry.Exponential(8, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100));
        });
    }
}
