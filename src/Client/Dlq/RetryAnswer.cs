using BusQStash.Client.Publishing;

namespace BusQStash.Client.Dlq;

/// <summary>The messages a call made of dead letters, and how to go on.</summary>
internal sealed record RetryAnswer(IReadOnlyList<PublishedMessage> Responses, string? Cursor);
