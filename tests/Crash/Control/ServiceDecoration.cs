using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Crash.Control;

/// <summary>Decorates one of the product's own services.</summary>
internal static class ServiceDecoration
{
    public static void Decorate<T>(this IServiceCollection services, Func<T, IServiceProvider, T> decorate)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T));
        services.AddSingleton(provider => decorate(
            (T)(inner.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)), provider));
    }
}
