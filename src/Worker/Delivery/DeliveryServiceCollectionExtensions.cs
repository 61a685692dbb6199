using BusQStash.Bus.Hosting;
using BusQStash.Store.Instances;
using BusQStash.Store.Signing;
using BusQStash.Store.Stats;
using BusQStash.Worker.Destinations;
using BusQStash.Worker.Retries;
using BusQStash.Worker.Signing;
using BusQStash.Worker.Tracing;
using BusQStash.Worker.Workflows;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Delivery;

/// <summary>Registers delivery; <see cref="IAttempts"/> executes the attempts.</summary>
internal static class DeliveryServiceCollectionExtensions
{
    /// <summary>Registers delivery, after the ledger: at start the signing keys are created there.</summary>
    internal static IServiceCollection AddDelivery(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<DeliveryOptions, DeliveryOptionsValidator>()
            .Bind(configuration.GetSection(DeliveryOptions.SectionName));
        services.AddSigningKeys(configuration);
        services.AddDestinations(configuration);
        services.AddRetries(configuration);
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<OwnActivity>();
        services.TryAddSingleton<StatCounters>();
        services.AddSingleton<CurrentSigningKeys>();
        services.AddOptions<StandardWebhooksOptions>().Bind(configuration.GetSection(StandardWebhooksOptions.SectionName)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StandardWebhooksOptions>, StandardWebhooksOptionsValidator>();
        services.AddSingleton<StandardWebhooks>();
        services.AddSingleton<SigningKeysRotatedConsumer>();
        services.AddSingleton<DlqIds>();
        services.AddSingleton<WorkflowDeliveries>();
        services.AddSingleton<DeliveryMetrics>();
        services.AddOptions<TracingOptions>()
            .Bind(configuration.GetSection(TracingOptions.SectionName))
            .Validate(tracing => tracing.LinkAfter >= TimeSpan.Zero, "BusQStash:Tracing:LinkAfter must not be less than zero.")
            .ValidateOnStart();
        services.AddSingleton<AttemptSpans>();
        services.AddSingleton<AttemptCounts>();
        services.AddSingleton<Attempts>();
        services.AddSingleton<IAttempts, TracedAttempts>();
        return services;
    }
}
