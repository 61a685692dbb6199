using Hangfire;

namespace BusQStash.Benchmarks.Peers.HangfireJobs;

/// <summary>The process that works: <c>peer-hangfire --postgres CONNECTION --concurrency N</c>.</summary>
internal static class HangfireWorker
{
    public const string Role = "peer-hangfire";

    public static async Task RunAsync(Arguments arguments)
    {
        var storage = HangfireStorage.Use(arguments.Text("postgres")!);
        using var server = new BackgroundJobServer(new BackgroundJobServerOptions { WorkerCount = arguments.Number("concurrency", 64) }, storage);
        await Task.Delay(Timeout.Infinite);
    }
}
