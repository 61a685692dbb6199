namespace BusQStash.Benchmarks.Latency;

/// <summary>A way from a client's POST to the sink.</summary>
/// <param name="Name">What it is, for the table.</param>
/// <param name="SendAsync">Posts the message of that number; done with the answer.</param>
internal sealed record MessagePath(string Name, Func<int, Task> SendAsync);
