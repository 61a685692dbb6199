namespace BusQStash.Api.Queues;

/// <summary>Registers the services of this folder.</summary>
internal static class QueuesServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddQueues(IConfiguration configuration)
        {
            services.AddOptionsWithValidateOnStart<QueueOptions, QueueOptionsValidator>()
                .Bind(configuration.GetSection(QueueOptions.SectionName));
            services.AddSingleton<QueueRates>();
            return services;
        }
    }
}
