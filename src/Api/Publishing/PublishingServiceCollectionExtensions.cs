using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BusQStash.Api.Publishing;

/// <summary>The door of the room.</summary>
internal static class PublishingServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddPublishing(IConfiguration configuration)
        {
            services.AddOptionsWithValidateOnStart<PublishingOptions, PublishingOptionsValidator>()
                .Bind(configuration.GetSection(PublishingOptions.SectionName));
            services.AddOptionsWithValidateOnStart<UpstreamApisOptions, UpstreamApisOptionsValidator>()
                .Configure(options => configuration.GetSection(UpstreamApisOptions.SectionName).Bind(options.Apis));
            services.TryAddSingleton(TimeProvider.System);
            services.AddMetrics();
            services.AddSingleton<PublishingMetrics>();
            services.AddSingleton<DestinationRules>();
            services.AddSingleton<MessageIds>();
            services.AddSingleton<MessageSpecReader>();
            services.AddSingleton<MessagePreparer>();
            services.AddSingleton<MessagePublisher>();
            return services;
        }
    }
}
