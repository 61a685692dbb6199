using Hangfire;
using Hangfire.PostgreSql;

namespace BusQStash.Benchmarks.Peers.HangfireJobs;

/// <summary>Hangfire's storage, set up alike where jobs are made and where they are done.</summary>
internal static class HangfireStorage
{
    // Each worker holds a connection now and then, and the server's own loops hold some.
    private const int Connections = 150;

    public static JobStorage Use(string connectionString)
    {
        GlobalConfiguration.Configuration
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UsePostgreSqlStorage(storage => storage.UseNpgsqlConnection($"{connectionString};Maximum Pool Size={Connections}"));
        return JobStorage.Current;
    }
}
