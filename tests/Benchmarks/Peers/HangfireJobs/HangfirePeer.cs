using System.Globalization;
using System.Text;
using BusQStash.Benchmarks.Sinks;
using BusQStash.Testing.Databases;
using BusQStash.Testing.Processes;
using Hangfire;

namespace BusQStash.Benchmarks.Peers.HangfireJobs;

/// <summary>Hangfire with its jobs in PostgreSQL.</summary>
internal sealed class HangfirePeer(PrivateDatabaseServer database) : IPeer
{
    private const int FillersAtOnce = 16;
    private BackgroundJobClient? _client;
    private int _filling;

    public string Name => "Hangfire";

    public string Setup =>
        "Hangfire.Core 1.8 and Hangfire.PostgreSql 1.21 (LGPL; used here, not shipped) with the serializer settings it recommends, as many workers as the "
        + "concurrency, all else as installed; the same PostgreSQL as BusQStash, fsync and synchronous_commit on";

    public IReadOnlyList<(string Name, int Id)> Servers => [];

    public IReadOnlyList<string> Uses => [IPeer.PostgreSql];

    private string Queue => string.Create(CultureInfo.InvariantCulture, $"filling{_filling}");

    public Task FillAsync(int jobs, string destination)
    {
        _filling++;
        var client = _client ??= new BackgroundJobClient(HangfireStorage.Use(database.ConnectionString));
        return Filling.RunAsync(jobs, FillersAtOnce, number => Task.Run(() =>
        {
            var body = Encoding.ASCII.GetString(NumberedBody.Create(number));
            client.Enqueue<PostJob>(Queue, job => job.RunAsync(destination, body));
        }));
    }

    public ChildProcess StartWorker(int concurrency) =>
        PeerRole.Start(HangfireWorker.Role, database.ConnectionString, Queue, concurrency.ToString(CultureInfo.InvariantCulture));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
