using BusQStash.Testing;
using Npgsql;
using Xunit;

namespace BusQStash.Broker.Tests.Harness;

/// <summary>Workers that have run for long enough for closed connections to show that they were killed.</summary>
internal static class WatchedWorkers
{
    public static async Task WaitAsync(string database, int count)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("select count(*) from busqstash.instance where kind & 2 <> 0 and session is not null");
        await Eventually.TrueAsync(
            async () => (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))! >= count, $"{count} workers to be watched", TimeSpan.FromMinutes(1));
    }
}
