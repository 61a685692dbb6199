using BusQStash.Store.Backlog;
using BusQStash.Store.BulkActions;
using BusQStash.Store.Dlq;
using BusQStash.Store.Events;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Retention;
using BusQStash.Store.Schedules;
using BusQStash.Store.Signing;
using BusQStash.Store.Stats;
using BusQStash.Store.Tokens;
using BusQStash.Store.UrlGroups;
using BusQStash.Store.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Store.Sql;

internal static class SqlServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the services whose SQL is common to both engines, over the engine's <see cref="IConnectionSource"/>.</summary>
        public IServiceCollection AddSqlRooms()
        {
            services.AddSingleton<IUrlGroups, SqlUrlGroups>();
            services.AddSingleton<ISigningKeys, SqlSigningKeys>();
            services.AddSingleton<IApiTokens, SqlApiTokens>();
            services.AddSingleton<IBacklog, SqlBacklog>();
            services.AddSingleton<IPossibleDuplicates, SqlPossibleDuplicates>();
            services.AddSingleton<IDeadLetters, SqlDeadLetters>();
            services.AddSingleton<IDeadLetterRemoval, SqlDeadLetterRemoval>();
            services.AddSingleton<IBulkActions, SqlBulkActions>();
            services.AddSingleton<IRunActions, SqlRunActions>();
            services.AddSingleton<IMessageEvents, SqlMessageEvents>();
            services.AddSingleton<ISchedules, SqlSchedules>();
            services.AddSingleton<ILogSize, SqlLogSize>();
            services.AddSingleton<IFlowKeys, SqlFlowKeys>();
            services.AddSingleton<IWorkflowRuns, SqlWorkflowRuns>();
            services.AddSingleton<IWaiters, SqlWaiters>();
            services.AddSingleton<IRunLog, SqlRunLog>();
            services.AddSingleton<IRunEvents, SqlRunEvents>();
            services.AddSingleton<IFailedRuns, SqlFailedRuns>();
            return services.AddViews();
        }

        /// <summary>Adds the services that read for users over <see cref="ReadPool"/>: some of the same services again, and some of their own.</summary>
        private IServiceCollection AddViews()
        {
            services.AddKeyedSingleton<IDeadLetters>(
                ReadPool.Key, (provider, key) => new SqlDeadLetters(provider.GetRequiredKeyedService<IConnectionSource>(key)));
            services.AddKeyedSingleton<IMessageEvents>(
                ReadPool.Key, (provider, key) => new SqlMessageEvents(provider.GetRequiredKeyedService<IConnectionSource>(key)));
            services.AddSingleton<IInstanceDetails, SqlInstanceDetails>();
            services.AddSingleton<IServerViews, SqlServerViews>();
            services.AddSingleton<IEventViews, SqlEventViews>();
            services.AddSingleton<IDeadLetterViews, SqlDeadLetterViews>();
            services.AddSingleton<IDeadLetterActions, SqlDeadLetterActions>();
            services.AddSingleton<IQueueCounts, SqlQueueCounts>();
            services.AddSingleton<IStats, SqlStats>();
            services.AddSingleton<IMessageViews, SqlMessageViews>();
            services.AddSingleton<IQueueViews, SqlQueueViews>();
            return services;
        }
    }
}
