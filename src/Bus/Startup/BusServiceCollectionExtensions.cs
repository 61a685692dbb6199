using BusQStash.Bus.Connections;
using BusQStash.Bus.Inspection;
using BusQStash.Bus.Instances;
using BusQStash.Bus.Publishing;
using BusQStash.Bus.Receiving;
using BusQStash.Bus.Settings;
using BusQStash.Store.Instances;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Startup;

/// <summary>Registers the services of the bus.</summary>
public static class BusServiceCollectionExtensions
{
    /// <summary>
    /// Adds BusQStash's own buses, publishing and heartbeat. RabbitMQ when <c>ConnectionStrings:RabbitMq</c> is set, in-memory otherwise. Adding it
    /// twice (Api and Worker in one process) is the same as once.
    /// </summary>
    public static IServiceCollection AddBus(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        if (services.Any(service => service.ServiceType == typeof(BusConnections)))
        {
            return services;
        }

        services.AddOptions<BrokerOptions>()
            .Bind(configuration.GetSection(BrokerOptions.SectionName))
            .Configure(options => options.Address = ReadAddress(configuration))
            .Validate(options => options.SendTimeout > TimeSpan.Zero, "BusQStash:Broker:SendTimeout must be more than zero.")
            .Validate(
                options => options.SendTimeout <= BrokerOptions.LongestSendTimeout,
                "BusQStash:Broker:SendTimeout must not be more than 8 s: what is not confirmed by then is sent again.")
            .Validate(
                options => options.Heartbeat >= TimeSpan.FromSeconds(1) && options.Heartbeat <= TimeSpan.FromMinutes(1),
                "BusQStash:Broker:Heartbeat must be between 1 s and 1 minute: RabbitMQ keeps the commands of a host that is gone for up to three of them.")
            .Validate(
                options => options.ConnectTimeout >= TimeSpan.FromSeconds(1) && options.ConnectTimeout <= TimeSpan.FromSeconds(30),
                "BusQStash:Broker:ConnectTimeout must be between 1 s and 30 s: a node that does not answer holds up those that do.")
            .Validate(options => options.InlineBodyLimit >= 0, "BusQStash:Broker:InlineBodyLimit must not be negative.")
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<BrokerOptions>, BrokerTlsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<BusConnections>();
        services.AddSingleton<BrokerAdmin>();
        services.AddSingleton<BrokerWatch>();
        services.AddSingleton<UnusableQueues>();
        services.AddSingleton<BusMetrics>();
        services.AddSingleton<ReceiveEndpoints>();
        services.AddOptions<ManagementOptions>().Bind(configuration.GetSection(ManagementOptions.SectionName));
        services.AddSingleton<BrokerManagement>();
        services.AddPublishing();
        services.AddHostedService<BusStartup>();
        services.AddHostedService(provider => provider.GetRequiredService<BrokerWatch>());
        services.AddSingleton<LedgerContact>();
        services.AddSingleton<ILedgerContact>(provider => provider.GetRequiredService<LedgerContact>());
        services.AddHostedService<HealthMetrics>();
        services.AddHostedService<Heartbeat>();
        services.AddSingleton<ProcessQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<ProcessQueue>());
        services.AddSingleton<QueueRenewal>();
        services.AddHostedService<QueueRepair>();
        services.AddSingleton<SharedSettings>();
        services.AddHostedService<DetailBeat>();
        services.AddHostedService<UnconfirmedResender>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxPublisher>());
        return services;
    }

    private static void AddPublishing(this IServiceCollection services)
    {
        services.AddSingleton<ConfirmTracker>();
        services.AddSingleton<IOriginNumbers>(provider => provider.GetRequiredService<ConfirmTracker>());
        services.AddSingleton<CommandSender>();
        services.AddSingleton<DuplicateAnnouncer>();
        services.AddSingleton<BrokerTopology>();
        services.AddSingleton<OpenedLanes>();
        services.AddSingleton<ILaneAnnouncer, LaneAnnouncer>();
        services.AddSingleton<ISigningKeyAnnouncer, SigningKeyAnnouncer>();
        services.AddSingleton<UnorderedCommands>();
        services.AddSingleton<OrderedCommands>();
        services.AddSingleton<IAcceptedPublisher, AcceptedPublisher>();
        services.AddSingleton<RunEffectsPublisher>();
        services.AddSingleton<EventProbe>();
        services.AddSingleton<EventPublisher>();
        services.AddSingleton<OutboxPublisher>();
        services.AddSingleton<IOutboxPublisher>(provider => provider.GetRequiredService<OutboxPublisher>());
    }

    private static BrokerAddress? ReadAddress(IConfiguration configuration)
    {
        var text = configuration.GetConnectionString("RabbitMq");
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // The password must not end up in a log, so the text is not repeated.
        return BrokerAddress.TryParse(text, out var address, out var problem)
            ? address
            : throw new InvalidOperationException(
                $"ConnectionStrings:RabbitMq is not an AMQP address: it {problem}. Write it as amqp://user:password@host:port/vhost (amqps for TLS), several nodes of a cluster as host:port,host:port.");
    }
}
