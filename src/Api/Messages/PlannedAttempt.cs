namespace BusQStash.Api.Messages;

/// <summary>An attempt that would follow if all earlier ones fail.</summary>
/// <param name="Number">Number of the attempt, from 1.</param>
/// <param name="At">When it would be due.</param>
/// <param name="DelayMs">Milliseconds after the previous attempt's failure.</param>
internal sealed record PlannedAttempt(int Number, long At, long DelayMs);
