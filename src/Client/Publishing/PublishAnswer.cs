namespace BusQStash.Client.Publishing;

/// <summary>A message or a refusal, as the server writes it.</summary>
internal sealed record PublishAnswer(string? MessageId, string? Url, bool Deduplicated, string? Error);
