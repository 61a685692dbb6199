namespace BusQStash.Api.Messages;

/// <summary>An entry of a message's history as it stands in the logs, without the answer.</summary>
internal sealed record MessageEntry(long Time, string State, int? Status, string? Error, long? NextAt);
