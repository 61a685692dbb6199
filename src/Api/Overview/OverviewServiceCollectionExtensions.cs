using BusQStash.Api.Events;

namespace BusQStash.Api.Overview;

/// <summary>Registers the services of this folder.</summary>
internal static class OverviewServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddOverview()
        {
            services.AddSingleton<ServerInfo>();
            services.AddSingleton<OverviewRates>();
            services.AddSingleton<OverviewSampler>();
            services.AddSingleton<ServerSizes>();
            services.AddSingleton<EffectiveSettings>();
            services.AddSingleton<LiveFeed>();
            services.AddHostedService(provider => provider.GetRequiredService<LiveFeed>());
            return services;
        }
    }
}
