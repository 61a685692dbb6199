using BusQStash.Store.FlowControl;

namespace BusQStash.Store.Queues;

/// <summary>A message that waits in the line of its flow-control key.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Place">Its place in the line, from 1.</param>
/// <param name="Key">The key.</param>
public sealed record FlowView(string MessageId, int Place, FlowKeyInfo Key);
