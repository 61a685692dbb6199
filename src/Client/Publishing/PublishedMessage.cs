namespace BusQStash.Client.Publishing;

/// <summary>A message that was accepted.</summary>
/// <param name="MessageId">Its id; of a duplicate, the id of the first.</param>
/// <param name="Url">Where it goes, if the server says so.</param>
/// <param name="Deduplicated">Whether it was recognised as one that is already there, and left at that.</param>
public sealed record PublishedMessage(string MessageId, string? Url = null, bool Deduplicated = false);
