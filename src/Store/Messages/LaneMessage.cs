namespace BusQStash.Store.Messages;

/// <summary>A message of a queue.</summary>
public sealed record LaneMessage(string QueueName, string MessageId);
