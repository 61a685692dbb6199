namespace BusQStash.Client.Dlq;

/// <summary>How many dead letters a call deleted, and how to go on.</summary>
internal sealed record DeleteAnswer(int Deleted, string? Cursor);
