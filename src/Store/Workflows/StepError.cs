using BusQStash.Store.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>A failed attempt of a step's message.</summary>
/// <param name="Time">When the attempt ended.</param>
/// <param name="Error">Error text.</param>
/// <param name="Response">The response, if one was received.</param>
public sealed record StepError(DateTimeOffset Time, string? Error, ResponseRecord? Response);
