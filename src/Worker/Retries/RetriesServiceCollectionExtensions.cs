using BusQStash.Rules.Retries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Worker.Retries;

/// <summary>The door of what follows from an outcome: <see cref="NextStep"/> decides it.</summary>
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
