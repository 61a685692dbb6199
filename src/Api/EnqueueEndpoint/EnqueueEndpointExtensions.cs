namespace BusQStash.Api.EnqueueEndpoint;

/// <summary>Registers the services of this folder.</summary>
internal static class EnqueueEndpointExtensions
{
    extension(IServiceCollection services)
    {
        /// <summary>Lets services enqueue over the bus; requires <c>AddBus</c>.</summary>
        internal IServiceCollection AddEnqueueEndpoint()
        {
            services.AddSingleton<EnqueueMessageConsumer>();
            services.AddHostedService<EnqueueEndpointStartup>();
            return services;
        }
    }
}
