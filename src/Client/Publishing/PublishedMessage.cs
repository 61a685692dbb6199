namespace BusQStash.Client.Publishing;

/// <summary>A message that was accepted.</summary>
/// <param name="MessageId">Its id; for a duplicate, the id of the original.</param>
/// <param name="Url">Its destination, if the server reports it.</param>
/// <param name="Deduplicated">Whether it was recognised as a duplicate and not accepted again.</param>
public sealed record PublishedMessage(string MessageId, string? Url = null, bool Deduplicated = false);
