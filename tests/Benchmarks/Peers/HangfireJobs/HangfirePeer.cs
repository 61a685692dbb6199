using System.Globalization;
using BusQStash.Testing.Databases;
using BusQStash.Testing.Processes;
using Hangfire;

namespace BusQStash.Benchmarks.Peers.HangfireJobs;

/// <summary>Hangfire with its jobs in PostgreSQL.</summary>
internal sealed class HangfirePeer(PrivateDatabaseServer database) : IPeer
{
    private const int FillersAtOnce = 16;

    private BackgroundJobClient? _client;

    public string Name => "Hangfire";

    public string Setup =>
        "Hangfire.Core 1.8 and Hangfire.PostgreSql 1.21 with the serializer settings it recommends, as many workers as the concurrency, "
        + "everything else as installed; PostgreSQL as for BusQStash (fsync and synchronous_commit on)";

    public IReadOnlyDictionary<string, int> Servers { get; } = new Dictionary<string, int>();

    public Task FillAsync(int jobs, string destination)
    {
        _client ??= new BackgroundJobClient(HangfireStorage.Use(database.ConnectionString));
        return Fill.AllAsync(jobs, FillersAtOnce, number => Task.Run(() =>
        {
            var body = NumberedBody.Text(number);
            _client.Enqueue<PostJob>(job => job.RunAsync(destination, body));
        }));
    }

    public ChildProcess StartWorker(int concurrency) => OwnRole.Start(
        HangfireWorker.Role,
        "--postgres", database.ConnectionString, "--concurrency", concurrency.ToString(CultureInfo.InvariantCulture));

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
