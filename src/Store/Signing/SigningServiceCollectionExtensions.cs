using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BusQStash.Store.Signing;

/// <summary>Registers the signing keys, for workers, which sign, and for a REST API without a worker, which shows and rotates them.</summary>
public static class SigningServiceCollectionExtensions
{
    /// <summary>Makes sure at start that the ledger has signing keys. Harmless when called twice; needs the ledger to be set up before it.</summary>
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
