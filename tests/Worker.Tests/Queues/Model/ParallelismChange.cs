namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>A queue's parallelism from a time on.</summary>
internal readonly record struct ParallelismChange(TimeSpan At, int Parallelism);
