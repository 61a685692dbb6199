namespace BusQStash.Client.Dlq;

/// <summary>A page of dead letters as it travels.</summary>
internal sealed record DlqPage(IReadOnlyList<DeadLetter> Messages, string? Cursor);
