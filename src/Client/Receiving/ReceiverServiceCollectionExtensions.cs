using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BusQStash.Client.Receiving;

/// <summary>Registers the receiver, which verifies signatures.</summary>
public static class ReceiverServiceCollectionExtensions
{
    /// <summary>Adds <see cref="QStashReceiver"/>, required by endpoints with <c>RequireQStashSignature()</c>.</summary>
    /// <param name="services">The program's services. A configuration among them is read, section <c>BusQStash:Receiver</c>.</param>
    /// <param name="configure">Overrides the options last.</param>
    public static IServiceCollection AddQStashReceiver(this IServiceCollection services, Action<ReceiverOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<ReceiverOptions>, ReceiverSettings>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ReceiverOptions>, ReceiverOptionsValidator>());
        services.AddOptions<ReceiverOptions>().ValidateOnStart();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton<QStashReceiver>();
        return services;
    }
}
