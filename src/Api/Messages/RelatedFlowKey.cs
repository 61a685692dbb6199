namespace BusQStash.Api.Messages;

/// <summary>The flow-control key of a message.</summary>
/// <param name="Key">The key.</param>
/// <param name="Place">The message's position in the key's line, from 1, while it waits there.</param>
internal sealed record RelatedFlowKey(string Key, int? Place);
