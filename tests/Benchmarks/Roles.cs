using BusQStash.Benchmarks.Loads;
using BusQStash.Benchmarks.Peers.HangfireJobs;
using BusQStash.Benchmarks.Peers.PlainBus;
using BusQStash.Benchmarks.Sinks;
using BusQStash.Benchmarks.Twins;
using BusQStash.Benchmarks.Workflows;

namespace BusQStash.Benchmarks;

/// <summary>What this program can be besides the benchmark itself: the other processes of a row.</summary>
internal static class Roles
{
    private static readonly Dictionary<string, Func<string[], Task>> All = new(StringComparer.Ordinal)
    {
        [SinkServer.Role] = SinkServer.RunAsync,
        [EndpointServer.Role] = EndpointServer.RunAsync,
        [CollectorServer.Role] = CollectorServer.RunAsync,
        [RawConsumer.Role] = RawConsumer.RunAsync,
        [BusConsumer.Role] = BusConsumer.RunAsync,
        [AcceptTwin.Role] = AcceptTwin.RunAsync,
        [LoadGenerator.Role] = LoadGenerator.RunAsync,
        [PlainBusWorker.Role] = PlainBusWorker.RunAsync,
        [HangfireWorker.Role] = HangfireWorker.RunAsync,
    };

    /// <summary>What plays a role; nothing when the word is none.</summary>
    public static Func<string[], Task>? Find(string? role) => role is null ? null : All.GetValueOrDefault(role);
}
