namespace BusQStash.Api.Schedules;

/// <summary>Registers the services of this folder.</summary>
internal static class SchedulesServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds schedules and their firing loop; requires <c>AddPublishing</c>, because a firing is a publish.</summary>
        internal IServiceCollection AddSchedules(IConfiguration configuration)
        {
            services.AddOptionsWithValidateOnStart<ScheduleOptions, ScheduleOptionsValidator>()
                .Bind(configuration.GetSection(ScheduleOptions.SectionName));
            services.AddSingleton<SchedulesMetrics>();
            services.AddSingleton<FiringSignal>();
            services.AddSingleton<ScheduleReader>();
            services.AddSingleton<ScheduleCreator>();
            services.AddSingleton<ScheduleResources>();
            services.AddSingleton<ScheduleFiring>();
            services.AddSingleton<FiringLoop>();
            services.AddHostedService(provider => provider.GetRequiredService<FiringLoop>());
            return services;
        }
    }
}
