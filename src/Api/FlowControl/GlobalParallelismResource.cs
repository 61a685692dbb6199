namespace BusQStash.Api.FlowControl;

/// <summary>Attempts all workers together may have in flight, and have.</summary>
internal sealed record GlobalParallelismResource(long ParallelismMax, long ParallelismCount);
