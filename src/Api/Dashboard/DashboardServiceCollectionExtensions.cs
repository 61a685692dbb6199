namespace BusQStash.Api.Dashboard;

/// <summary>The door of the room.</summary>
internal static class DashboardServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddDashboard(IConfiguration configuration)
        {
            services.AddOptionsWithValidateOnStart<DashboardOptions, DashboardOptionsValidator>()
                .Bind(configuration.GetSection(DashboardOptions.SectionName));
            services.AddSingleton<SessionCookie>();
            services.AddSingleton<DashboardSessions>();
            services.AddSingleton<SignInLimit>();
            services.AddSingleton<DashboardViewers>();
            services.AddSingleton<DashboardAssets>();
            return services;
        }
    }
}
