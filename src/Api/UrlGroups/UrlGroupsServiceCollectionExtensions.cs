namespace BusQStash.Api.UrlGroups;

/// <summary>Registers the services of this folder.</summary>
internal static class UrlGroupsServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddUrlGroups(IConfiguration configuration)
        {
            services.AddOptionsWithValidateOnStart<UrlGroupOptions, UrlGroupOptionsValidator>()
                .Bind(configuration.GetSection(UrlGroupOptions.SectionName));
            services.AddSingleton<EndpointsReader>();
            services.AddSingleton<DefaultHeadersReader>();
            return services;
        }
    }
}
