using System.Globalization;
using Hangfire;

namespace BusQStash.Benchmarks.Peers.HangfireJobs;

/// <summary>The process of a Hangfire server.</summary>
internal static class HangfireWorker
{
    public const string Role = "peer-hangfire";

    /// <param name="arguments">Connection string, queue, number of workers.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var options = new BackgroundJobServerOptions
        {
            Queues = [arguments[1]], WorkerCount = int.Parse(arguments[2], CultureInfo.InvariantCulture),
        };
        using var server = new BackgroundJobServer(options, HangfireStorage.Use(arguments[0]));
        await Task.Delay(Timeout.Infinite);
    }
}
