namespace BusQStash.Api.Dashboard;

/// <summary>Registers the services of this folder.</summary>
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
