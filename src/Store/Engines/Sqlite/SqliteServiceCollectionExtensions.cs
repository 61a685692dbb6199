using BusQStash.Store.BulkActions;
using BusQStash.Store.Delays;
using BusQStash.Store.Delays.Sqlite;
using BusQStash.Store.FlowControl;
using BusQStash.Store.FlowControl.Sqlite;
using BusQStash.Store.Inspection;
using BusQStash.Store.Inspection.Sqlite;
using BusQStash.Store.Instances;
using BusQStash.Store.Instances.Sqlite;
using BusQStash.Store.Messages;
using BusQStash.Store.Messages.Sqlite;
using BusQStash.Store.Outbox;
using BusQStash.Store.Outbox.Sqlite;
using BusQStash.Store.Queues;
using BusQStash.Store.Queues.Sqlite;
using BusQStash.Store.Retention;
using BusQStash.Store.Retention.Sqlite;
using BusQStash.Store.Sql;
using BusQStash.Store.Startup;
using BusQStash.Store.Workflows;
using BusQStash.Store.Workflows.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BusQStash.Store.Engines.Sqlite;

internal static class SqliteServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the ledger of a single process, in a file in the given folder.</summary>
        public IServiceCollection AddSqliteStore(string folder)
        {
            services.AddSingleton(new SqliteSettings(folder));
            services.AddSingleton<SqliteDatabase>();
            services.AddSingleton<SqliteOriginNumbers>();
            services.AddSingleton<SqliteWriter>();
            services.AddSingleton<SqliteQueueRows>();
            services.TryAddSingleton<FlowSignal>();
            services.AddSingleton<SqliteFlowRows>();
            services.AddSingleton<SqliteAcceptance>();
            services.AddSingleton<SqliteSettlement>();
            services.AddSingleton<IConnectionSource, SqliteConnectionSource>();
            services.AddKeyedSingleton<IConnectionSource, SqliteReadSource>(ReadPool.Key);
            services.AddSingleton<IStoreSetup, SqliteSchema>();

            services.AddSingleton<ICancelTransactions, SqliteCancelTransactions>();
            services.AddSingleton<IMessageLedger, SqliteMessageLedger>();
            services.AddSingleton<IMessages, SqliteMessages>();
            services.AddSingleton<IOutbox, SqliteOutbox>();
            services.AddSingleton<ILanes, SqliteLanes>();
            services.AddSingleton<IQueues, SqliteQueues>();
            services.AddSingleton<IDueItems, SqliteDueItems>();
            services.AddSingleton<IFlowGrants, SqliteFlowGrants>();
            services.AddSingleton<IWorkerLoads, SqliteWorkerLoads>();
            services.AddSingleton<IRunWorks, SqliteRunWorks>();
            services.AddSingleton<IRetention, SqliteRetention>();
            services.AddSingleton<IInstances, SqliteInstances>();
            services.AddSingleton<IUnconfirmedMessages, SqliteUnconfirmedMessages>();
            services.AddSingleton<IExclusiveRoles, SqliteExclusiveRoles>();
            services.AddSingleton<ILedgerIdentity, SqliteLedgerIdentity>();
            services.AddSingleton<ILedgerInspection, SqliteInspection>();
            return services;
        }
    }
}
