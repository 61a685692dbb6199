using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.Instances;
using BusQStash.Store.Sql;
using BusQStash.Store.Stats;
using BusQStash.Store.Workflows;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Store.Startup;

/// <summary>Registers the ledger.</summary>
public static class StoreServiceCollectionExtensions
{
    /// <summary>Default folder of an SQLite ledger.</summary>
    private const string DefaultDataDirectory = "./data";

    extension(IServiceCollection services)
    {
        /// <summary>
        /// Adds the ledger: in PostgreSQL when the connection string <c>Postgres</c> is set, otherwise in an SQLite file in the folder <c>BusQStash:DataDirectory</c>.
        /// </summary>
        public IServiceCollection AddStore(IConfiguration configuration)
        {
            if (services.Any(service => service.ServiceType == typeof(StoreKind)))
            {
                return services;
            }

            services.AddOptionsWithValidateOnStart<StoreOptions, StoreOptionsValidator>()
                .Bind(configuration.GetSection(StoreOptions.SectionName));
            services.AddOptionsWithValidateOnStart<WorkflowOptions, WorkflowOptionsValidator>()
                .Bind(configuration.GetSection(WorkflowOptions.SectionName));
            services.AddOptions<InstanceOptions>();
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton<InstanceIdentity>();
            services.TryAddSingleton<OwnActivity>();
            services.TryAddSingleton<StatCounters>();
            services.AddOptionsWithValidateOnStart<StatsOptions, StatsOptionsValidator>().Bind(configuration.GetSection(StatsOptions.SectionName));

            services.AddHostedService<StoreStartup>();
            services.AddHostedService<StatFlush>();
            services.AddEngine(configuration);
            services.AddSqlRooms();
            return services;
        }

        private void AddEngine(IConfiguration configuration)
        {
            if (configuration.GetConnectionString("Postgres") is { Length: > 0 } connectionString)
            {
                services.AddSingleton(typeof(StoreKind), StoreKind.Postgres);
                services.AddPostgresStore(connectionString);
                return;
            }

            services.AddSingleton(typeof(StoreKind), StoreKind.Sqlite);
            services.AddSqliteStore(configuration["BusQStash:DataDirectory"] is { Length: > 0 } folder ? folder : DefaultDataDirectory);
        }
    }
}
