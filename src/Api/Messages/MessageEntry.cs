namespace BusQStash.Api.Messages;

/// <summary>An entry of a message's history as the logs show it, without the response.</summary>
internal sealed record MessageEntry(long Time, string State, int? Status, string? Error, long? NextAt);
