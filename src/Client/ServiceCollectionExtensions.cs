using BusQStash.Client.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BusQStash.Client;

/// <summary>Registers the client.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IBusQStashClient"/>, with its own HTTP client that retries calls where a retry is safe.</summary>
    /// <param name="services">The program's services. A configuration among them is read, section <c>BusQStash:Client</c>.</param>
    /// <param name="configure">Overrides the options last.</param>
    /// <returns>The HTTP client, to which handlers may be added.</returns>
    public static IHttpClientBuilder AddBusQStashClient(this IServiceCollection services, Action<BusQStashClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<BusQStashClientOptions>, ClientSettings>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BusQStashClientOptions>, BusQStashClientOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton<IBusQStashClient>(provider => ClientFactory.Make(provider, owned: null));
        return services.AddServerHttpClient();
    }
}
