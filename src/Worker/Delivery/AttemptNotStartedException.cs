namespace BusQStash.Worker.Delivery;

/// <summary>Nothing was sent: when the request was about to be written, what allowed the attempt was no longer true.</summary>
internal sealed class AttemptNotStartedException() : OperationCanceledException("The attempt was called off before its request was written.");
