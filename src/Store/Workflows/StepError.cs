using BusQStash.Store.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>A failed attempt of a step's message.</summary>
/// <param name="Time">When it ended.</param>
/// <param name="Error">Why it failed, in words.</param>
/// <param name="Response">The answer, when there was one.</param>
public sealed record StepError(DateTimeOffset Time, string? Error, ResponseRecord? Response);
