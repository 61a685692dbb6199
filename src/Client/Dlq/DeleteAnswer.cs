namespace BusQStash.Client.Dlq;

/// <summary>How many dead letters a call deleted, and the cursor for the next call.</summary>
internal sealed record DeleteAnswer(int Deleted, string? Cursor);
