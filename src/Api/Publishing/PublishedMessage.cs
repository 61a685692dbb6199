namespace BusQStash.Api.Publishing;

/// <summary>An accepted message as its publisher sees it (wire contract 6.1).</summary>
/// <param name="MessageId">Its id, or the original's for a duplicate.</param>
/// <param name="Url">The URL it is delivered to.</param>
/// <param name="Deduplicated">True for a duplicate, otherwise left out.</param>
internal sealed record PublishedMessage(string MessageId, string Url, bool? Deduplicated);
