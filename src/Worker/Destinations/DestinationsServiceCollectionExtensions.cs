using BusQStash.Rules.Destinations;
using BusQStash.Worker.Delivery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Destinations;

/// <summary>Registers the HTTP client for destinations: <see cref="DestinationClient"/> sends the requests, <see cref="DestinationSlots"/> limits them per host.</summary>
internal static class DestinationsServiceCollectionExtensions
{
    internal static IServiceCollection AddDestinations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<ApisOptions, ApisOptionsValidator>()
            .Bind(configuration.GetSection(ApisOptions.SectionName));
        services.AddOptions<DestinationOptions>()
            .Bind(configuration.GetSection(DestinationOptions.SectionName));
        AddClient(services, DestinationHandler.Guarded, connector => connector.ConnectGuardedAsync);
        AddClient(services, DestinationHandler.Trusted, connector => connector.ConnectTrustedAsync);

        services.AddSingleton<HostResolver>(DestinationConnector.ResolveAsync);
        services.AddSingleton<SocketOpener>(DestinationConnector.OpenAsync);
        services.AddSingleton<DestinationConnector>();
        services.AddSingleton<DestinationRequests>();
        services.AddSingleton<DestinationAnswers>();
        services.AddSingleton<DestinationClient>();
        services.AddSingleton<ApiUpstreams>();

        // Its own Random: it is used under the slots' lock only, and Random is not thread-safe without one.
        services.AddSingleton(provider => new DestinationSlots(
            provider.GetRequiredService<IOptions<DeliveryOptions>>(), provider.GetRequiredService<TimeProvider>(), new Random()));
        return services;
    }

    private static void AddClient(
        IServiceCollection services,
        string name,
        Func<DestinationConnector, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>> connect) =>
        services.AddHttpClient(name)

            // One line per attempt is written by Attempts; the factory's own would tell query strings.
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(provider => DestinationHandler.Create(
                provider.GetRequiredService<IOptions<DeliveryOptions>>().Value,
                connect(provider.GetRequiredService<DestinationConnector>())))

            // The handler renews its own connections.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
}
