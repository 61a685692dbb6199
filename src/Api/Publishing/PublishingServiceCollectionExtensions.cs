using BusQStash.Rules.Destinations;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BusQStash.Api.Publishing;

/// <summary>Registers the services of this folder.</summary>
internal static class PublishingServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddPublishing(IConfiguration configuration)
        {
            services.AddOptionsWithValidateOnStart<PublishingOptions, PublishingOptionsValidator>()
                .Bind(configuration.GetSection(PublishingOptions.SectionName));

            // The worker's settings are read here too: a URL the worker would refuse to call is refused at publish time.
            services.AddOptions<ApisOptions>().Bind(configuration.GetSection(ApisOptions.SectionName));
            services.AddOptions<DestinationOptions>().Bind(configuration.GetSection(DestinationOptions.SectionName));
            services.TryAddSingleton(TimeProvider.System);
            services.AddMetrics();
            services.AddSingleton<PublishingMetrics>();
            services.AddSingleton<DestinationRules>();
            services.AddSingleton<DestinationResolvers>();
            services.AddSingleton<MessageIds>();
            services.AddSingleton<MessageSpecReader>();
            services.AddSingleton<MessagePreparer>();
            services.AddSingleton<MessagePublisher>();
            services.AddSingleton<PublishRequestReader>();
            return services;
        }
    }
}
