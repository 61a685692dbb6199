namespace BusQStash.Client.Dlq;

/// <summary>The results of a retry of dead letters, and the cursor for the next call.</summary>
internal sealed record RetryAnswer(IReadOnlyList<RetriedDeadLetter> Responses, string? Cursor);
