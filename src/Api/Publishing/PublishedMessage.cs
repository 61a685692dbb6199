namespace BusQStash.Api.Publishing;

/// <summary>A message as its publisher is told of it (wire contract 6.1).</summary>
/// <param name="MessageId">Its id, or the original's for a duplicate.</param>
/// <param name="Url">The URL that is called.</param>
/// <param name="Deduplicated">True for a duplicate, else left out.</param>
internal sealed record PublishedMessage(string MessageId, string Url, bool? Deduplicated);
