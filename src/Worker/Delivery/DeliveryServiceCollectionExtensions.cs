using BusQStash.Worker.Signing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Delivery;

/// <summary>The door of the attempts: <see cref="IAttempts"/> makes them, <see cref="DestinationSlots"/> spreads them.</summary>
internal static class DeliveryServiceCollectionExtensions
{
    /// <summary>Needs the ledger to be set up before it: at start the signing keys are made there.</summary>
    internal static IServiceCollection AddDelivery(this IServiceCollection services, IConfiguration configuration)
    {
        AddOptions(services, configuration);
        AddClient(services, DestinationHandler.Guarded, connector => connector.ConnectGuardedAsync);
        AddClient(services, DestinationHandler.Trusted, connector => connector.ConnectTrustedAsync);

        services.AddSigningKeys(configuration);
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<HostResolver>(DestinationConnector.ResolveAsync);
        services.AddSingleton<SocketOpener>(DestinationConnector.OpenAsync);
        services.AddSingleton<DestinationConnector>();
        services.AddSingleton<CurrentSigningKeys>();
        services.AddSingleton<DestinationRequests>();
        services.AddSingleton<DestinationAnswers>();
        services.AddSingleton<DestinationClient>();
        services.AddSingleton<ApiUpstreams>();
        services.AddSingleton<DlqIds>();
        services.AddSingleton<NextStep>();
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<IAttempts, Attempts>();

        // A chance of its own: it is used under the slots' lock only, and Random is not safe without one.
        services.AddSingleton(provider => new DestinationSlots(
            provider.GetRequiredService<IOptions<DeliveryOptions>>(), provider.GetRequiredService<TimeProvider>(), new Random()));
        return services;
    }

    private static void AddOptions(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<DeliveryOptions, DeliveryOptionsValidator>()
            .Bind(configuration.GetSection(DeliveryOptions.SectionName));
        services.AddOptionsWithValidateOnStart<RetryOptions, RetryOptionsValidator>()
            .Bind(configuration.GetSection(RetryOptions.SectionName));
        services.AddOptionsWithValidateOnStart<ApisOptions, ApisOptionsValidator>()
            .Bind(configuration.GetSection(ApisOptions.SectionName));
        services.AddOptions<DestinationOptions>()
            .Bind(configuration.GetSection(DestinationOptions.SectionName));
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

            // The handler renews its connections by itself.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
}
