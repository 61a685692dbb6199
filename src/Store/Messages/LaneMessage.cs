namespace BusQStash.Store.Messages;

/// <summary>A message and the queue it belongs to.</summary>
public sealed record LaneMessage(string QueueName, string MessageId);
