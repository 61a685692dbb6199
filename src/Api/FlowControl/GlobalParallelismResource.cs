namespace BusQStash.Api.FlowControl;

/// <summary>The limit on attempts in flight over all workers, and the current number.</summary>
internal sealed record GlobalParallelismResource(long ParallelismMax, long ParallelismCount);
