namespace BusQStash.Api.Dlq;

/// <summary>The messages that entries became; the last page has an empty cursor, unlike every other list (wire contract 14.3).</summary>
internal sealed record RetryResponse(IReadOnlyList<RetriedMessage> Responses, string Cursor);
