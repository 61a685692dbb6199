namespace BusQStash.Worker.Delivery;

/// <summary>Nothing was sent: just before the request was written, the attempt was no longer allowed.</summary>
internal sealed class AttemptNotStartedException() : OperationCanceledException("The attempt was called off before its request was written.");
