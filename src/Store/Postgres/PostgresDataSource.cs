using Npgsql;

namespace BusQStash.Store.Postgres;

/// <summary>Makes the pool of connections the ledger works on.</summary>
internal static class PostgresDataSource
{
    /// <summary>The schema that holds everything of ours.</summary>
    public const string Schema = "busqstash";

    // The hot paths have about forty distinct statements; a statement is worth preparing from its second use.
    private const int PreparedStatements = 100;

    // Tables that are empty now and large later (due, outbox) would be scanned by plans made while they were empty.
    private const string Options = "-c plan_cache_mode=force_custom_plan";

    public static NpgsqlDataSource Create(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = Schema,
            MaxAutoPrepare = PreparedStatements,
            AutoPrepareMinUsages = 2,

            // We leave nothing behind in a session; resetting it costs six statements per transaction.
            NoResetOnClose = true,
        };
        settings.ApplicationName ??= "BusQStash";
        settings.Options ??= Options;
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}
