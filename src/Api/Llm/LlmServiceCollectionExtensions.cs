using BusQStash.Rules.Destinations;

namespace BusQStash.Api.Llm;

/// <summary>Registers the services of this folder.</summary>
internal static class LlmServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddLlm(IConfiguration configuration)
        {
            services.AddOptionsWithValidateOnStart<LlmOptions, LlmOptionsValidator>().Bind(configuration.GetSection(LlmOptions.SectionName));
            services.AddSingleton<LlmProxy>();
            services.AddHttpClient(LlmProxy.ClientName)

                // The proxy logs for itself; the factory's own log lines would contain query strings.
                .RemoveAllLoggers()
                .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
                .ConfigurePrimaryHttpMessageHandler(() => OutboundHandler.Create(LlmProxy.ConnectTimeout))

                // The handler renews its connections itself.
                .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
            return services;
        }
    }
}
