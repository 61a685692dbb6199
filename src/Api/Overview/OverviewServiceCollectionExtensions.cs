namespace BusQStash.Api.Overview;

/// <summary>The door of the room.</summary>
internal static class OverviewServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddOverview()
        {
            services.AddSingleton<ServerInfo>();
            return services;
        }
    }
}
