namespace BusQStash.Client.Dlq;

/// <summary>What a call made of dead letters, and how to go on.</summary>
internal sealed record RetryAnswer(IReadOnlyList<RetriedDeadLetter> Responses, string? Cursor);
