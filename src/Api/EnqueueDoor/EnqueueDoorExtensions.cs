namespace BusQStash.Api.EnqueueDoor;

/// <summary>The door of the room.</summary>
internal static class EnqueueDoorExtensions
{
    extension(IServiceCollection services)
    {
        /// <summary>Lets services enqueue over the bus; needs <c>AddBus</c>.</summary>
        internal IServiceCollection AddEnqueueDoor()
        {
            services.AddSingleton<EnqueueMessageConsumer>();
            services.AddHostedService<EnqueueDoorStartup>();
            return services;
        }
    }
}
