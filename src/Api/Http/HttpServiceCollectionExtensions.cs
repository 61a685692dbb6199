namespace BusQStash.Api.Http;

/// <summary>Registers the services of this folder.</summary>
internal static class HttpServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddApiHttp(IConfiguration configuration)
        {
            services.AddOptionsWithValidateOnStart<AuthenticationOptions, AuthenticationOptionsValidator>()
                .Bind(configuration.GetSection(AuthenticationOptions.SectionName));
            services.AddOptionsWithValidateOnStart<HttpOptions, HttpOptionsValidator>()
                .Bind(configuration.GetSection(HttpOptions.SectionName));
            services.AddSingleton<BodyIntake>();
            services.AddSingleton<Credentials>();
            services.AddSingleton<AccessMetrics>();
            services.AddSingleton<CallLog>();
            services.AddSingleton<LookGate>();
            return services;
        }
    }
}
