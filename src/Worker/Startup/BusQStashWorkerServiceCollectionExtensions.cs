using BusQStash.Bus.Instances;
using BusQStash.Bus.Scheduling;
using BusQStash.Bus.Startup;
using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using BusQStash.Worker.Delays;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.FlowControl;
using BusQStash.Worker.Queues;
using BusQStash.Worker.Reconciliation;
using BusQStash.Worker.Workflows;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Startup;

/// <summary>Registers the worker.</summary>
public static class BusQStashWorkerServiceCollectionExtensions
{
    /// <summary>
    /// Adds a BusQStash worker to any Generic Host. It brings its own buses and leaves whatever MassTransit buses the host has alone.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">
    /// The host's configuration: <c>ConnectionStrings:RabbitMq</c>, <c>ConnectionStrings:Postgres</c> and the sections <c>BusQStash:…</c>. A wrong setting
    /// stops the host at start with a sentence that says how to mend it.
    /// </param>
    public static IServiceCollection AddBusQStashWorker(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddStore(configuration);
        services.AddBus(configuration);
        services.Configure<InstanceOptions>(options => options.Kind |= InstanceKind.Worker);
        services.AddDelivery(configuration);
        services.AddFlowControl(configuration);
        services.AddAttempts();
        services.AddLanes(configuration);
        services.AddDelays();
        services.AddReconciliation(configuration);

        // Last, so that it stops first.
        services.AddSingleton<DeliverEndpoint>();
        services.AddSingleton<NewsEndpoint>();
        services.AddHostedService<WorkerStartup>();
        return services;
    }

    private static void AddAttempts(this IServiceCollection services)
    {
        services.AddSingleton<RunSettlements>();
        services.AddSingleton<SettlementFollowUp>();
        services.AddSingleton<AttemptRunner>();
        services.AddSingleton<CommandChecks>();
        services.AddSingleton<DeliveryAdmission>();
        services.AddSingleton<UnorderedDelivery>();
        services.AddSingleton<DeliverUnorderedConsumer>();
        services.AddSingleton<InMemoryUnorderedConsumer>();
        services.AddHostedService(provider => provider.GetRequiredService<CommandChecks>());
        services.AddHostedService<OwnClaims>();
    }

    private static void AddLanes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LaneOptions>()
            .Bind(configuration.GetSection(LaneOptions.SectionName))
            .Validate(
                options => options.Lease - LaneLeases.Margin > LaneLeases.RenewEvery,
                $"BusQStash:Lanes:Lease must be longer than {(LaneLeases.Margin + LaneLeases.RenewEvery).TotalSeconds} s, or lanes are lost between renewals.")
            .Validate(options => options.Prefetch > 0, "BusQStash:Lanes:Prefetch must be at least 1.")
            .ValidateOnStart();
        services.AddOptions<MetricsOptions>()
            .Bind(configuration.GetSection(MetricsOptions.SectionName))
            .Validate(
                options => options.Names.Count <= MetricsOptions.MostQueues,
                $"BusQStash:Metrics:Queues names more than {MetricsOptions.MostQueues} queues: each is a series of its own in every store of metrics.")
            .ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var metrics = ActivatorUtilities.CreateInstance<LaneMetrics>(provider);
            provider.GetRequiredService<OwnActivity>().Queues = () => metrics.Lanes;
            return metrics;
        });
        services.AddSingleton(provider =>
        {
            var queue = provider.GetRequiredService<ProcessQueue>();
            return new OwnConnections(provider.GetRequiredService<ILedgerContact>(), () => queue.SinceDeclared);
        });
        services.AddSingleton<LaneLeases>();
        services.AddSingleton<LanePermits>();
        services.AddSingleton<LaneRights>();
        services.AddSingleton<LaneServices>();
        services.AddSingleton<LanePlacement>();
        services.AddSingleton<ILaneEndpoints, LaneEndpoints>();
        services.AddSingleton<LaneHost>();
        services.AddSingleton<LaneUpkeep>();
        services.AddHostedService<DisconnectedProcesses>();
        services.AddTransient<LaneTurnConsumer>();
    }

    private static void AddDelays(this IServiceCollection services)
    {
        services.AddSingleton<DelayMetrics>();
        services.AddSingleton<ScheduledSender>();
        services.AddSingleton<DueSender>();
        services.AddHostedService<DueDispatcher>();
    }

    private static void AddReconciliation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReconcilerOptions>()
            .Bind(configuration.GetSection(ReconcilerOptions.SectionName))
            .ValidateOnStart();
        services.AddSingleton<CommandResend>();
        services.AddSingleton<IReconciliation, BrokerMarker>();
        services.AddSingleton<IValidateOptions<ReconcilerOptions>, TimeLimits>();
        services.AddSingleton<LostHolders>();
        services.AddSingleton<DeadAfter>();
        services.AddSingleton<IReconciliation, DeadProcesses>();
        services.AddSingleton<IReconciliation, StaleEvents>();
        services.AddSingleton<IReconciliation, RemovedQueues>();
        services.AddSingleton<ReconcilerMetrics>();
        services.AddSingleton<IReconciliation, LagCount>();
        services.AddSingleton<IReconciliation, StatFolding>();
        services.AddSingleton<RetentionCutoffs>();
        services.AddSingleton<IReconciliation, RetentionJob>();
        services.AddHostedService<Reconciler>();
    }
}
