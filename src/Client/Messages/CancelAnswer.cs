namespace BusQStash.Client.Messages;

/// <summary>The result of a bulk cancel, or the bulk action it started.</summary>
internal sealed record CancelAnswer(int Cancelled, string? ActionId);
