namespace BusQStash.Api.Messages;

/// <summary>An attempt that would follow if all before it fail.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">When.</param>
/// <param name="DelayMs">How long after the failure of the one before.</param>
internal sealed record PlannedAttempt(int Number, long At, long DelayMs);
