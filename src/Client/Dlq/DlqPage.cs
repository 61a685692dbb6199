namespace BusQStash.Client.Dlq;

/// <summary>The wire format of a page of dead letters.</summary>
internal sealed record DlqPage(IReadOnlyList<DeadLetter> Messages, string? Cursor);
