namespace BusQStash.Benchmarks.Peers.PlainBus;

/// <summary>What somebody without this project would publish: where to, and what.</summary>
public sealed record PlainJob(string Url, string Body);
