using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BusQStash.Store.Signing;

/// <summary>Registers the signing keys, for workers, which sign, and for a REST API without a worker, which shows and rotates the keys.</summary>
public static class SigningServiceCollectionExtensions
{
    /// <summary>Ensures at startup that the ledger has signing keys. May be called twice; requires that the ledger is set up before it.</summary>
    public static IServiceCollection AddSigningKeys(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SigningOptions>, SigningOptionsValidator>());
        services.AddOptions<SigningOptions>().Bind(configuration.GetSection(SigningOptions.SectionName)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SigningKeySetup>());
        services.TryAddSingleton<RotationSignal>();
        return services;
    }
}
