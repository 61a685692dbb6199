using BusQStash.Store.BulkActions;
using BusQStash.Store.Delays;
using BusQStash.Store.Delays.Postgres;
using BusQStash.Store.FlowControl;
using BusQStash.Store.FlowControl.Postgres;
using BusQStash.Store.Inspection;
using BusQStash.Store.Inspection.Postgres;
using BusQStash.Store.Instances;
using BusQStash.Store.Instances.Postgres;
using BusQStash.Store.Messages;
using BusQStash.Store.Messages.Postgres;
using BusQStash.Store.Outbox;
using BusQStash.Store.Outbox.Postgres;
using BusQStash.Store.Queues;
using BusQStash.Store.Queues.Postgres;
using BusQStash.Store.Retention;
using BusQStash.Store.Retention.Postgres;
using BusQStash.Store.Sql;
using BusQStash.Store.Startup;
using BusQStash.Store.Workflows;
using BusQStash.Store.Workflows.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>Registers the PostgreSQL store.</summary>
internal static class PostgresStoreServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the ledger in PostgreSQL. <see cref="IStoreSetup"/> must have run before any other service is used.</summary>
        public IServiceCollection AddPostgresStore(string connectionString)
        {
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton<InstanceIdentity>();
            services.TryAddSingleton<OriginCounter>();
            services.AddSingleton(_ => PostgresDataSource.Create(connectionString));
            services.AddSingleton<IConnectionSource, PostgresConnectionSource>();
            services.AddKeyedSingleton(ReadPool.Key, (_, _) => PostgresDataSource.CreateForReads(connectionString));
            services.AddKeyedSingleton<IConnectionSource>(
                ReadPool.Key, (provider, key) => new PostgresReadSource(provider.GetRequiredKeyedService<NpgsqlDataSource>(key)));
            services.AddSingleton<IStoreSetup, PostgresSchema>();
            services.TryAddSingleton<FlowSignal>();
            services.AddSingleton<LedgerTransactions>();
            services.AddKeyedSingleton(PostgresDataSource.Heartbeat, (_, _) => PostgresDataSource.CreateForHeartbeat(connectionString));
            services.AddKeyedSingleton(PostgresDataSource.HotPath, (_, _) => PostgresDataSource.CreateForHotPath(connectionString));
            services.AddKeyedSingleton(PostgresDataSource.HotPath, (provider, key) => new LedgerTransactions(
                provider.GetRequiredKeyedService<NpgsqlDataSource>(key), provider.GetRequiredService<ILogger<LedgerTransactions>>()));
            services.AddSingleton<PostgresPools>();
            return services.AddMessages().AddRest();
        }

        private IServiceCollection AddMessages() => services
            .AddSingleton<AcceptWriter>()
            .AddSingleton<PublishedRows>()
            .AddSingleton<SettleWriter>()
            .AddSingleton<AttemptWriter>()
            .AddSingleton<CancelWriter>()
            .AddSingleton<RunNowWriter>()
            .AddSingleton<ICancelTransactions, PostgresCancelTransactions>()
            .AddSingleton<IMessageLedger, PostgresMessageLedger>()
            .AddSingleton<IMessages, PostgresMessages>()
            .AddSingleton<IOutbox, PostgresOutbox>();

        private IServiceCollection AddRest() => services
            .AddSingleton<LaneTaking>()
            .AddSingleton<ILanes, PostgresLanes>()
            .AddSingleton<IQueues, PostgresQueues>()
            .AddSingleton<IDueItems, PostgresDueItems>()
            .AddSingleton<IInstances, PostgresInstances>()
            .AddSingleton<IUnconfirmedMessages, PostgresUnconfirmedMessages>()
            .AddSingleton<IExclusiveRoles, PostgresExclusiveRoles>()
            .AddSingleton<ILedgerIdentity, PostgresLedgerIdentity>()
            .AddSingleton<ILedgerInspection, PostgresInspection>()
            .AddSingleton<IFlowGrants, PostgresFlowGrants>()
            .AddSingleton<IWorkerLoads, PostgresWorkerLoads>()
            .AddSingleton<IRunWorks, PostgresRunWorks>()
            .AddSingleton<IRetention, PostgresRetention>();
    }
}
