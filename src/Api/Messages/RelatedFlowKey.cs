namespace BusQStash.Api.Messages;

/// <summary>The flow-control key of a message.</summary>
/// <param name="Key">The key.</param>
/// <param name="Place">The message's place in its line, from 1, while it stands there.</param>
internal sealed record RelatedFlowKey(string Key, int? Place);
