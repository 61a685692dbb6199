using BusQStash.Rules.Retries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Worker.Retries;

/// <summary>Registers the retry rules: <see cref="NextStep"/> decides what follows from an outcome.</summary>
internal static class RetriesServiceCollectionExtensions
{
    internal static IServiceCollection AddRetries(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<RetryOptions, RetryOptionsValidator>()
            .Bind(configuration.GetSection(RetryOptions.SectionName));
        services.AddSingleton<NextStep>();
        return services;
    }
}
